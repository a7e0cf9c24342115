package dev.konglightstep.rotation.sampling;

import java.util.List;

/** What becomes of a rule. */
public sealed interface RulePlan {
  /** Its place in the policy, from 0 on. */
  int number();

  String name();

  /**
   * Kong does it.
   *
   * @param routes at how many
   * @param changes that this needs; none if all is so already
   */
  record Moves(int number, String name, double keep, int routes, List<RouteChange> changes)
      implements RulePlan {
    public Moves {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The proxy does it.
   *
   * @param why it cannot be Kong
   * @param atSource whether the policy says that Kong does it, and so is wrong
   */
  record Stays(int number, String name, String why, boolean atSource) implements RulePlan {}
}
