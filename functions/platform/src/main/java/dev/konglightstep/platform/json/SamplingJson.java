package dev.konglightstep.platform.json;

import dev.konglightstep.core.policy.sampling.Orphans;
import dev.konglightstep.core.policy.sampling.Preset;
import dev.konglightstep.core.policy.sampling.Rule;
import dev.konglightstep.core.policy.sampling.Sampling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A policy's {@code sampling}. */
final class SamplingJson {
  private static final int MOST_RULES = 1000;

  /** What decides where no rule does has names too. */
  private static final Set<String> RESERVED = Set.of("otherwise", "orphans");

  private SamplingJson() {}

  static Sampling read(JsonObject sampling) {
    sampling.requireOnly(Set.of("preset", "upstream_rate", "rules", "otherwise", "orphans"));
    Optional<Preset> preset = sampling.value("preset").map(value -> value.choice(Preset.class));
    List<Rule> rules = new ArrayList<>(rules(sampling, preset));
    preset.ifPresent(chosen -> rules.addAll(chosen.rules()));
    return new Sampling(
        rules,
        sampling
            .value("otherwise")
            .map(JsonValue::share)
            .or(() -> preset.map(Preset::otherwise))
            .orElse(1.0),
        sampling
            .value("orphans")
            .map(value -> value.choice(Orphans.class))
            .orElse(Orphans.OTHERWISE),
        upstreamRate(sampling.value("upstream_rate")));
  }

  /** Our own configuration of Kong's plugin says {@code sampling_rate: 1}. */
  private static OptionalDouble upstreamRate(Optional<JsonValue> value) {
    if (value.filter(JsonValue::isText).filter(text -> text.text().equals("unknown")).isPresent()) {
      return OptionalDouble.empty();
    }
    String expected = "expected a number above 0 and up to 1, or \"unknown\"";
    if (value.isPresent() && !value.get().isNumber()) {
      throw value.get().invalid(expected);
    }
    double rate = value.map(JsonValue::share).orElse(1.0);
    if (rate == 0) {
      throw value.orElseThrow().invalid(expected);
    }
    return OptionalDouble.of(rate);
  }

  private static List<Rule> rules(JsonObject sampling, Optional<Preset> preset) {
    Set<String> taken = new HashSet<>(RESERVED);
    preset.ifPresent(chosen -> chosen.rules().forEach(rule -> taken.add(rule.name())));
    List<Rule> rules = new ArrayList<>();
    for (JsonObject element : sampling.objects("rules")) {
      if (rules.size() == MOST_RULES) {
        throw sampling.invalid("rules", "expected at most " + MOST_RULES);
      }
      Rule rule = rule(element, rules.size() + 1);
      if (!taken.add(rule.name())) {
        throw element.invalid("name", "expected a name of its own; this one is taken");
      }
      rules.add(rule);
    }
    return rules;
  }

  private static Rule rule(JsonObject rule, int position) {
    rule.requireOnly(ConditionsJson.andAlso("name", "keep", "at"));
    return new Rule(
        rule.value("name").map(PolicyJson::name).orElse("rule-" + position),
        ConditionsJson.read(rule),
        rule.value("keep")
            .orElseThrow(() -> rule.invalid("keep", "expected a number from 0 to 1, found nothing"))
            .share(),
        rule.value("at").map(value -> value.choice(Rule.Place.class)).orElse(Rule.Place.PROXY));
  }
}
