package dev.konglightstep.core.policy.sampling;

import java.util.List;
import java.util.Optional;

/** Which rule has the say about all requests that take one route of Kong. */
public sealed interface RouteDecision {
  /**
   * Goes through the rules in their order, up to the first that each request meets. A rule that is
   * left to Kong already stays so, though one before it may take some of the requests.
   *
   * @param route what Kong writes into {@code http.route}
   * @param service what it writes into {@code service.name}; empty if nobody can say
   */
  static RouteDecision of(List<Rule> rules, String route, Optional<String> service) {
    int first = -1;
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      switch (RouteFit.of(rule.when(), route, service)) {
        case NEVER -> {}
        case SOMETIMES -> first = first < 0 ? i : first;
        case ALWAYS -> {
          return first < 0 || rule.at() == Rule.Place.SOURCE ? new By(i) : new Contested(i, first);
        }
      }
    }
    return new Nobody();
  }

  /** That one, numbered from 0. */
  record By(int rule) implements RouteDecision {}

  /** That one for those that an earlier rule does not take. */
  record Contested(int rule, int earlier) implements RouteDecision {}

  /** No rule takes all of them. */
  record Nobody() implements RouteDecision {}
}
