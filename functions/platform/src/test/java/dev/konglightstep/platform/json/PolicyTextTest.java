package dev.konglightstep.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.policy.sampling.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTextTest {
  @Test
  void atSource_someRules_changesNothingElse() {
    PolicyText text =
        PolicyText.of(
            """
            {
              "sampling": { "otherwise": 0.5,
                "rules": [
                  {"name":"ä","keep":0.01,"route":["/a","{\\"keep\\":1}"]},
                  {
                    "keep" : 1e-3,
                    "principal": {"tag.keep": "*"}
                  },
                  {"keep":1, "at":"proxy"}, {"route": "/b", "keep": 0}
                ] },
              "redaction": {"mask": [{"name": "keep", "pattern": "k"}]}
            }
            """);

    assertThat(text.atSource(List.of(3, 0, 1, 2)))
        .isEqualTo(
            """
            {
              "sampling": { "otherwise": 0.5,
                "rules": [
                  {"name":"ä","keep":0.01,"at":"source","route":["/a","{\\"keep\\":1}"]},
                  {
                    "keep" : 1e-3, "at": "source",
                    "principal": {"tag.keep": "*"}
                  },
                  {"keep":1, "at":"proxy"}, {"route": "/b", "keep": 0, "at": "source"}
                ] },
              "redaction": {"mask": [{"name": "keep", "pattern": "k"}]}
            }
            """);
    assertThat(text.rules()).isEqualTo(4);
    assertThat(text.saysWhere(0)).isFalse();
    assertThat(text.saysWhere(2)).isTrue();
  }

  @Test
  void atSource_noRules_isTheText() {
    assertThat(PolicyText.of("{ }").atSource(List.of())).isEqualTo("{ }");
    assertThat(PolicyText.of("{\"sampling\":{}}").rules()).isZero();
  }

  /** What is read of the changed text is the policy with these rules at the source. */
  @ParameterizedTest
  @MethodSource("dev.konglightstep.platform.json.PolicyDocuments#good")
  void atSource_anyPolicy_isThatPolicyWithItsRulesAtTheSource(String policy) {
    PolicyText text = PolicyText.of(policy);
    List<Integer> all = IntStream.range(0, text.rules()).boxed().toList();

    String changed = text.atSource(all);

    List<Rule> expected = new ArrayList<>(rules(policy));
    for (int i : all) {
      if (!text.saysWhere(i)) {
        Rule rule = expected.get(i);
        expected.set(i, new Rule(rule.name(), rule.when(), rule.keep(), Rule.Place.SOURCE));
      }
    }
    assertThat(rules(changed)).isEqualTo(expected);
    assertThat(PolicyText.of(changed).atSource(all)).isEqualTo(changed);
  }

  private static List<Rule> rules(String policy) {
    return PolicyJson.parse(policy).sampling().map(it -> it.rules()).orElse(List.of());
  }
}
