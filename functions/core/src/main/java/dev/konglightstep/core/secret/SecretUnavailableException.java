package dev.konglightstep.core.secret;

/** A secret could not be read. The message names the secret and what to do, never its content. */
public final class SecretUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SecretUnavailableException(String message) {
    super(message);
  }
}
