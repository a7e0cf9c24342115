package dev.konglightstep.rotation.sampling;

import java.util.List;

/**
 * What a push does.
 *
 * @param rules of the policy, without those of its preset
 * @param obsolete plugins of earlier pushes, for rules that are gone
 */
public record PushPlan(List<RulePlan> rules, List<RouteChange> obsolete) {
  public PushPlan {
    rules = List.copyOf(rules);
    obsolete = List.copyOf(obsolete);
  }
}
