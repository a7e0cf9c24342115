package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.otlp.Attributes;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a rule says about its traces, and what kept spans are told about it.
 *
 * <p>Kong decides by other bits of the trace id than we do (kong/pdk/tracing.lua: the first eight
 * bytes), so of what it sends we keep our share, and the shares multiply. A threshold that came
 * with a span belongs to the same randomness as ours: there the higher of the two holds.
 */
final class Verdict {
  /** The attribute in which kept spans say what share of their kind was kept. */
  static final String RATIO = "sampling.ratio";

  private final String rule;
  private final long threshold;
  private final OptionalDouble share;
  private final double weight;
  private final Attributes told;

  /**
   * A verdict.
   *
   * @param rule its name
   * @param keep the share that we keep
   * @param upstream the share that came here, if anybody knows
   */
  Verdict(String rule, double keep, OptionalDouble upstream) {
    this.rule = rule;
    this.threshold = Threshold.of(keep);
    this.share =
        upstream.isPresent() && upstream.getAsDouble() * keep > 0
            ? OptionalDouble.of(upstream.getAsDouble() * keep)
            : OptionalDouble.empty();
    this.weight =
        upstream.isPresent() && upstream.getAsDouble() > 0 ? 1 / upstream.getAsDouble() : 1;
    this.told = told(share);
  }

  String rule() {
    return rule;
  }

  /** Whether a trace of that randomness is kept. */
  boolean keeps(long randomness) {
    return randomness >= threshold;
  }

  /** What is rejected, so that the verdict that keeps more can be found. */
  long threshold() {
    return threshold;
  }

  /** How many requests a trace that comes here stands for; 1 if nobody knows. */
  double weight() {
    return weight;
  }

  /** What is added to a kept span without a {@code tracestate}. */
  Attributes told() {
    return told;
  }

  /** What is added to a kept span that has one, instead of it. */
  Attributes told(TraceState state, long randomness) {
    OptionalLong before = state.threshold();
    if (before.isEmpty()) {
      OptionalLong known =
          share.isPresent()
              ? OptionalLong.of(Threshold.of(share.getAsDouble()))
              : OptionalLong.empty();
      return ratio(share).traceState(state.with(known));
    }
    if (randomness < before.getAsLong()) {
      return Attributes.NONE.traceState(state.with(OptionalLong.empty()));
    }
    long highest = Math.max(before.getAsLong(), threshold);
    return ratio(OptionalDouble.of(Threshold.probability(highest)))
        .traceState(state.with(OptionalLong.of(highest)));
  }

  private static Attributes told(OptionalDouble share) {
    return share.isEmpty()
        ? Attributes.NONE
        : ratio(share).traceState("ot=th:" + Threshold.text(Threshold.of(share.getAsDouble())));
  }

  private static Attributes ratio(OptionalDouble share) {
    return share.isEmpty() ? Attributes.NONE : Attributes.NONE.number(RATIO, share.getAsDouble());
  }
}
