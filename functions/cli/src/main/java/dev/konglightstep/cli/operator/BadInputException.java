package dev.konglightstep.cli.operator;

/** What a person gave cannot be used; the message says what, where and what to do. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }
}
