package dev.konglightstep.rotation;

import java.time.Instant;
import java.util.Optional;

/** A target could not be read or written. The message says where, what and what to do. */
public final class TargetException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Optional<Instant> unsettledUntil;

  /** Nothing was changed. */
  public TargetException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.unsettledUntil = Optional.empty();
  }

  private TargetException(Kind kind, String message, Instant until) {
    super(message);
    this.kind = kind;
    this.unsettledUntil = Optional.of(until);
  }

  /**
   * A write was sent and its answer did not come; it takes effect until then or never.
   *
   * @param until the write's deadline
   */
  public static TargetException unsettled(String message, Instant until) {
    return new TargetException(Kind.UNREACHABLE, message, until);
  }

  /**
   * A write was answered, and somebody else wrote at the same time; what is there now is for a new
   * reading to tell.
   *
   * @param at when the answer came
   */
  public static TargetException overtaken(String message, Instant at) {
    return new TargetException(Kind.CHANGED, message, at);
  }

  public Kind kind() {
    return kind;
  }

  /** Until when a write may still take effect; empty if none was sent. */
  public Optional<Instant> unsettledUntil() {
    return unsettledUntil;
  }

  /** What kind of trouble. */
  public enum Kind {
    /** No answer, or one that asks to come again (5xx, 429). */
    UNREACHABLE,
    /** The target does not know our credential, or does not let it do this. */
    DENIED,
    /** Too much time has passed since the labels were read; begin again. */
    STALE,
    /** The plugin changed or went under our hands; a new reading will tell. */
    CHANGED,
    /** The target is not set up as its description says; a person must mend one of them. */
    MISCONFIGURED,
    /** An answer that the target's documents do not provide for. */
    UNEXPECTED
  }
}
