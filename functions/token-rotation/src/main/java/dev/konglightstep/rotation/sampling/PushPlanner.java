package dev.konglightstep.rotation.sampling;

import dev.konglightstep.core.policy.sampling.Conditions;
import dev.konglightstep.core.policy.sampling.RouteDecision;
import dev.konglightstep.core.policy.sampling.RouteFit;
import dev.konglightstep.core.policy.sampling.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds the rules that Kong can follow at its routes. It drops whole requests before it knows what
 * becomes of them, so a rule moves only if it has the say about every request of every route that
 * it names.
 */
final class PushPlanner {
  private final List<Rule> rules;
  private final List<RouteState> routes;
  private final IntPredicate saysProxy;

  /**
   * Plans nothing yet.
   *
   * @param saysProxy rules that the policy itself leaves to the proxy, in so many words
   */
  PushPlanner(List<Rule> rules, List<RouteState> routes, IntPredicate saysProxy) {
    this.rules = rules;
    this.routes = routes;
    this.saysProxy = saysProxy;
  }

  /**
   * The plan.
   *
   * @param own how many of the rules, from the first on, are the policy's own
   */
  PushPlan plan(int own) {
    List<RulePlan> plans = new ArrayList<>();
    Set<Integer> atSource = new HashSet<>();
    for (int i = 0; i < own; i++) {
      RulePlan plan = plan(rules.get(i), i);
      plans.add(plan);
      if (plan instanceof RulePlan.Moves || rules.get(i).at() == Rule.Place.SOURCE) {
        atSource.add(i);
      }
    }
    List<RouteChange> obsolete =
        routes.stream()
            .filter(state -> state.isMadeByUs() && !isDecidedBy(state, atSource))
            .map(state -> new RouteChange(RouteChange.What.REMOVE, state, 1))
            .toList();
    return new PushPlan(plans, obsolete);
  }

  private RulePlan plan(Rule rule, int number) {
    List<RouteState> decided =
        routes.stream().filter(state -> isDecidedBy(state, Set.of(number))).toList();
    Optional<String> why = whyNot(rule, number).or(() -> whyNotThere(decided));
    if (why.isPresent()) {
      return new RulePlan.Stays(number, rule.name(), why.get(), rule.at() == Rule.Place.SOURCE);
    }
    List<RouteChange> changes =
        decided.stream().flatMap(state -> change(state, rule.keep()).stream()).toList();
    return new RulePlan.Moves(number, rule.name(), rule.keep(), decided.size(), changes);
  }

  /** What the rule itself says against it, or the rules before it. */
  private Optional<String> whyNot(Rule rule, int number) {
    Conditions when = rule.when();
    List<String> beside = RouteFit.askedBeside(when);
    if (saysProxy.test(number)) {
      return Optional.of("it says \"at\":\"proxy\"");
    }
    if (!beside.isEmpty()) {
      return Optional.of(
          "it asks for " + String.join(", ", beside) + ", which Kong does not go by at a route");
    }
    if (when.routes().isEmpty()) {
      return Optional.of("it names no route");
    }
    if (RouteFit.of(when, "", Optional.empty()) != RouteFit.NEVER) {
      return Optional.of("it takes requests too that no route takes");
    }
    return routes.stream().flatMap(state -> contested(state, number).stream()).findFirst();
  }

  private Optional<String> contested(RouteState state, int number) {
    String at = " at " + state.route().path();
    if (state.decision() instanceof RouteDecision.Contested(int rule, int earlier)
        && rule == number) {
      return Optional.of(rules.get(earlier).name() + ", before it, may take some requests" + at);
    }
    boolean unknown =
        RouteFit.of(rules.get(number).when(), state.route().path(), state.inForce().serviceName())
            == RouteFit.SOMETIMES;
    return unknown
        ? Optional.of("nobody can say which service.name Kong writes" + at)
        : Optional.empty();
  }

  private static Optional<String> whyNotThere(List<RouteState> decided) {
    if (decided.isEmpty()) {
      return Optional.of("no route whose traces come to the proxy is left to it");
    }
    return decided.stream()
        .flatMap(state -> state.obstacle().map(what -> state.route().path() + ": " + what).stream())
        .findFirst();
  }

  private static boolean isDecidedBy(RouteState state, Set<Integer> numbers) {
    return state.decision() instanceof RouteDecision.By(int rule) && numbers.contains(rule);
  }

  private static Optional<RouteChange> change(RouteState state, double rate) {
    if (state.onRoute().isEmpty()) {
      boolean already = state.inForce().samplingRate().stream().anyMatch(there -> there == rate);
      return already
          ? Optional.empty()
          : Optional.of(new RouteChange(RouteChange.What.CREATE, state, rate));
    }
    Optional<?> change = Instance.change(state.onRoute().get(), state.source(), rate);
    return change.map(any -> new RouteChange(RouteChange.What.CHANGE, state, rate));
  }
}
