package dev.konglightstep.core.policy.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rule that decides about no trace, whatever comes. */
public sealed interface Unreachable {
  /** The rule's name. */
  String rule();

  /**
   * What can be said for sure: a rule that is not named may be out of reach all the same, because
   * several before it take everything together.
   */
  static List<Unreachable> of(List<Rule> rules) {
    List<Unreachable> unreachable = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      of(rules.get(i), rules.subList(0, i)).ifPresent(unreachable::add);
    }
    return unreachable;
  }

  private static Optional<Unreachable> of(Rule rule, List<Rule> earlier) {
    if (Covering.isContradictory(rule.when())) {
      return Optional.of(new Contradictory(rule.name()));
    }
    return earlier.stream()
        .filter(before -> Covering.covers(before.when(), rule.when()))
        .findFirst()
        .map(before -> new Hidden(rule.name(), before.name()));
  }

  /** The rule before takes everything that this one would. */
  record Hidden(String rule, String by) implements Unreachable {}

  /** It asks for a status of 500 or more, and for what is no error. */
  record Contradictory(String rule) implements Unreachable {}
}
