package dev.konglightstep.core.http;

/** The text that should carry a body is not what its event says it is. */
public final class UnreadableBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public UnreadableBodyException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong and what to set, for the person who sends. */
  public String reason() {
    return reason;
  }
}
