package dev.konglightstep.core.policy.sampling;

/**
 * How many of some traces are kept.
 *
 * @param name what people call it
 * @param when which traces
 * @param keep the share of them that is kept, from 0 to 1
 * @param at who leaves the others out
 */
public record Rule(String name, Conditions when, double keep, Place at) {
  public Rule {
    Sampling.requireShare("keep", keep);
  }

  /** Where traces are left out. */
  public enum Place {
    /** Here. */
    PROXY,
    /** In Kong: what comes here was kept already. */
    SOURCE
  }
}
