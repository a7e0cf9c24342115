package dev.konglightstep.core.otlp;

/**
 * What to change in a request. It is asked while the request is copied, so its answers must be
 * cheap. Items are spans or log records, numbered as {@link Scan} counts them.
 */
public interface Edits {
  /** Whether the item stays. */
  default boolean keeps(int item) {
    return true;
  }

  /** What is added to the item. */
  default Attributes added(int item) {
    return Attributes.NONE;
  }

  /**
   * Whether the {@code trace_state} that a span came with goes, wherever it stands there; the one
   * that is added replaces it.
   */
  default boolean replacesTraceState(int item) {
    return false;
  }

  /** What is added to each resource. */
  default Attributes addedToResource() {
    return Attributes.NONE;
  }

  /** Keys of attributes that are taken off the item itself; with an added one, this replaces. */
  default KeyMatcher removed(int item) {
    return KeyMatcher.NONE;
  }

  /** Keys of attributes that are taken off each resource. */
  default KeyMatcher removedFromResource() {
    return KeyMatcher.NONE;
  }

  /** Keys that are taken off wherever there are attributes: scopes, events and links too. */
  default KeyMatcher removedEverywhere() {
    return KeyMatcher.NONE;
  }
}
