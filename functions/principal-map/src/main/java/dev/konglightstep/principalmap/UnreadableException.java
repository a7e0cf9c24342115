package dev.konglightstep.principalmap;

/**
 * Something cannot be read or written now. The message names the call and the kind of failure,
 * nothing that AWS wrote in its own words: those may name people.
 */
public final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private UnreadableException(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  /** What may work later: throttling, an outage, no time left. */
  public static UnreadableException passing(String message) {
    return new UnreadableException(message, true);
  }

  /** What a person must mend, or an answer that is none. */
  public static UnreadableException lasting(String message) {
    return new UnreadableException(message, false);
  }

  /** Whether it may work later by itself. */
  public boolean isPassing() {
    return passing;
  }

  /** What failed and how. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
