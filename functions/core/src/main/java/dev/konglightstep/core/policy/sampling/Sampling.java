package dev.konglightstep.core.policy.sampling;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Which traces are kept: the first rule that a trace's root meets says how many of its kind.
 *
 * @param rules in their order
 * @param otherwise the share that is kept of what no rule names, from 0 to 1
 * @param orphans what becomes of spans without their root
 * @param upstreamRate the share of all traces that Kong sends, above 0 and up to 1; empty if nobody
 *     knows it: then nothing is said about how many a kept trace stands for
 */
public record Sampling(
    List<Rule> rules, double otherwise, Orphans orphans, OptionalDouble upstreamRate) {

  /** All of them, as without any sampling. */
  public static final Sampling ALL =
      new Sampling(List.of(), 1, Orphans.OTHERWISE, OptionalDouble.of(1));

  public Sampling {
    rules = List.copyOf(rules);
    requireShare("otherwise", otherwise);
    if (upstreamRate.isPresent()) {
      requireShare("upstream_rate", upstreamRate.getAsDouble());
    }
  }

  static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " " + share + " is not from 0 to 1");
    }
  }
}
