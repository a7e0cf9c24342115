package dev.konglightstep.proxy.policy;

/**
 * There is no valid policy, and without one nothing leaves. The message says what is wrong with it
 * and never quotes it.
 */
public final class PolicyUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PolicyUnavailableException(String message) {
    super(message);
  }
}
