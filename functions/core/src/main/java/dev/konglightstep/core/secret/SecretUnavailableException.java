package dev.konglightstep.core.secret;

/** A secret could not be read. The message names the secret and what to do, never its content. */
public final class SecretUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean malformed;

  /** It could not be read now; the next attempt may succeed. */
  public SecretUnavailableException(String message) {
    this(message, false);
  }

  private SecretUnavailableException(String message, boolean malformed) {
    super(message);
    this.malformed = malformed;
  }

  /** It was read and is not of our shape. */
  public static SecretUnavailableException malformed(String message) {
    return new SecretUnavailableException(message, true);
  }

  /** Whether this version can never be read, since the value of a version is written once. */
  public boolean isMalformed() {
    return malformed;
  }
}
