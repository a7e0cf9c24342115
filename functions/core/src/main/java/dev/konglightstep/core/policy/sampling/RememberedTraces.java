package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.policy.Remembered;

/**
 * What was decided about traces whose roots came lately, for their spans that come later.
 *
 * <p>Thread-safe.
 */
public final class RememberedTraces {
  private final Remembered<Verdict> verdicts;

  /**
   * Nothing is remembered.
   *
   * @param seed a number that no sender knows
   */
  public RememberedTraces(long seed) {
    this.verdicts = new Remembered<>(seed);
  }

  void remember(long upper, long lower, Verdict verdict) {
    verdicts.put(upper, lower, 0, verdict);
  }

  /** The verdict on a trace, or the fallback if it is not remembered. */
  Verdict recall(long upper, long lower, Verdict fallback) {
    return verdicts.get(upper, lower, 0).orElse(fallback);
  }
}
