package dev.konglightstep.core.policy.sampling;

import java.util.List;

/** Rules for whoever does not want to begin with none; a policy's own rules come before them. */
public enum Preset {
  /**
   * All errors, all slow calls, no health checks, all checkouts, all logins, a tenth of the rest.
   */
  ESSENTIALS;

  /** Its rules in their order; their names begin with its own. */
  public List<Rule> rules() {
    return switch (this) {
      case ESSENTIALS -> Essentials.RULES;
    };
  }

  /** The share of the rest that is kept, where a policy does not say otherwise. */
  public double otherwise() {
    return switch (this) {
      case ESSENTIALS -> Essentials.OTHERWISE;
    };
  }
}
