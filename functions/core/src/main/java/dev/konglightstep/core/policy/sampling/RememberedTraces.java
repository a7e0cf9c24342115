package dev.konglightstep.core.policy.sampling;

import org.jspecify.annotations.Nullable;

/**
 * What was decided about traces whose roots came lately, for their spans that come later: Kong cuts
 * its batches through traces. It remembers a fixed number of them; a newer one may push out any.
 *
 * <p>Thread-safe. What another environment decided is not known here.
 */
public final class RememberedTraces {
  private static final int PLACES = 8192;

  private final long seed;
  private final long[] high = new long[PLACES];
  private final long[] low = new long[PLACES];
  private final @Nullable Verdict[] verdicts = new @Nullable Verdict[PLACES];

  /**
   * Nothing is remembered.
   *
   * @param seed a number that no sender knows
   */
  public RememberedTraces(long seed) {
    this.seed = seed;
  }

  synchronized void remember(long upper, long lower, Verdict verdict) {
    int place = place(upper, lower);
    high[place] = upper;
    low[place] = lower;
    verdicts[place] = verdict;
  }

  /** The verdict on a trace, or the fallback if it is not remembered. */
  synchronized Verdict recall(long upper, long lower, Verdict fallback) {
    int place = place(upper, lower);
    Verdict verdict = verdicts[place];
    return verdict != null && high[place] == upper && low[place] == lower ? verdict : fallback;
  }

  private int place(long upper, long lower) {
    return (int) Traces.mix(upper * 31 + lower ^ seed) & (PLACES - 1);
  }
}
