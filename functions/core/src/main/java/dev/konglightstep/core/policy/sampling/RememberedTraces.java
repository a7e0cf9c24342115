package dev.konglightstep.core.policy.sampling;

import org.jspecify.annotations.Nullable;

/**
 * What was decided about traces whose roots came lately, for their spans that come later: Kong cuts
 * its batches through traces. It remembers a fixed number of them; of those that share their places
 * the one that came first is forgotten first.
 *
 * <p>Thread-safe. What another environment decided is not known here.
 */
public final class RememberedTraces {
  private static final int SHELVES = 2048;
  private static final int PLACES = 8;

  private final long seed;
  private final long[] high = new long[SHELVES * PLACES];
  private final long[] low = new long[SHELVES * PLACES];
  private final @Nullable Verdict[] verdicts = new @Nullable Verdict[SHELVES * PLACES];

  /**
   * Nothing is remembered.
   *
   * @param seed a number that no sender knows
   */
  public RememberedTraces(long seed) {
    this.seed = seed;
  }

  synchronized void remember(long upper, long lower, Verdict verdict) {
    int first = first(upper, lower);
    int place = find(first, upper, lower);
    // All that came after the one that is replaced move by one place.
    for (int at = place < 0 ? first + PLACES - 1 : place; at > first; at--) {
      high[at] = high[at - 1];
      low[at] = low[at - 1];
      verdicts[at] = verdicts[at - 1];
    }
    high[first] = upper;
    low[first] = lower;
    verdicts[first] = verdict;
  }

  /** The verdict on a trace, or the fallback if it is not remembered. */
  synchronized Verdict recall(long upper, long lower, Verdict fallback) {
    int place = find(first(upper, lower), upper, lower);
    Verdict verdict = place < 0 ? null : verdicts[place];
    return verdict == null ? fallback : verdict;
  }

  private int find(int first, long upper, long lower) {
    for (int at = first; at < first + PLACES; at++) {
      if (high[at] == upper && low[at] == lower && verdicts[at] != null) {
        return at;
      }
    }
    return -1;
  }

  private int first(long upper, long lower) {
    return ((int) Traces.mix((upper * 31 + lower) ^ seed) & (SHELVES - 1)) * PLACES;
  }
}
