package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;

/**
 * Finds the parts of a text that must go. The text stands alone: what is around it in its array
 * says nothing. All finds in one text together take linear time.
 */
@FunctionalInterface
interface Finder {
  /** Nothing was found. */
  long NONE = -1;

  /**
   * The next part at or behind a place: its start in the upper and its end in the lower half, as
   * indexes into the text's array; or {@link #NONE}.
   */
  long next(Bytes text, int from);

  /** The text as {@link #next} takes it: for some it must be all of its array. */
  default Bytes prepared(Bytes text) {
    return text;
  }

  static long found(int start, int end) {
    return (long) start << Integer.SIZE | end;
  }

  static int start(long found) {
    return (int) (found >>> Integer.SIZE);
  }

  static int end(long found) {
    return (int) found;
  }
}
