package dev.konglightstep.core.policy.sampling;

/**
 * What becomes of spans whose root came in another batch, which is not remembered, and that are no
 * errors themselves.
 */
public enum Orphans {
  /** They are kept as rarely as what no rule names. */
  OTHERWISE,
  KEEP,
  DROP
}
