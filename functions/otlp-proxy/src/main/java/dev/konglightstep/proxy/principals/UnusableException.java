package dev.konglightstep.proxy.principals;

/** What was read cannot be used as a directory. The message says why and quotes nothing of it. */
final class UnusableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableException(String message) {
    super(message);
  }
}
