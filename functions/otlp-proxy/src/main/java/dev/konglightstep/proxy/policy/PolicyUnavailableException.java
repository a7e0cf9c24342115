package dev.konglightstep.proxy.policy;

/**
 * There is no policy to go by: without one it is not known what must not leave. The message says
 * why, for a log; it never quotes the policy.
 */
public final class PolicyUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PolicyUnavailableException(String message) {
    super(message);
  }
}
