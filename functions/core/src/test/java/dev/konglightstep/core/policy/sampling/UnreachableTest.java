package dev.konglightstep.core.policy.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnreachableTest {
  private static final EveryRoot EVERY_ROOT = new EveryRoot();

  static Stream<Pair> hidden() {
    return Stream.of(
        new Pair(Conditions.NONE, asking().routes("/a").build()),
        new Pair(Conditions.NONE, Conditions.NONE),
        new Pair(
            asking().routes("/a*").build(), asking().routes("/a", "/ab").methods("GET").build()),
        new Pair(asking().routes("x", "*").build(), asking().routes("/a").build()),
        new Pair(asking().paths("*").build(), asking().paths("/?").build()),
        new Pair(asking().hosts("*.test").build(), asking().hosts("a.test").build()),
        new Pair(asking().services("s").build(), asking().services("s").error(true).build()),
        new Pair(asking().methods("GET", "PUT").build(), asking().methods("PUT").build()),
        new Pair(asking().statuses("5xx").build(), asking().statuses("502", "503").build()),
        new Pair(asking().statuses("4xx", "5xx").build(), asking().statuses("404", "502").build()),
        new Pair(asking().error(true).build(), asking().statuses("5xx").routes("/a").build()),
        new Pair(asking().error(true).build(), asking().error(true).slow(9).build()),
        new Pair(
            asking().statuses("4xx").build(), asking().statuses("404", "500").error(false).build()),
        new Pair(asking().slow(1).build(), asking().slow(1).build()),
        new Pair(asking().slow(1).build(), asking().slow(2).build()),
        new Pair(
            asking().principal("arn", "a*", "b").build(),
            asking().principal("arn", "ab").principal("type", "role").build()));
  }

  static Stream<Pair> reached() {
    return Stream.of(
        new Pair(asking().routes("/a").build(), Conditions.NONE),
        new Pair(asking().routes("*").build(), Conditions.NONE),
        new Pair(asking().routes("*").build(), asking().paths("/a").build()),
        new Pair(asking().routes("/a*").build(), asking().routes("/a", "/b").build()),
        new Pair(asking().routes("/?").build(), asking().routes("/*").build()),
        new Pair(asking().methods("GET").build(), asking().methods("GET", "PUT").build()),
        new Pair(asking().methods("GET").build(), Conditions.NONE),
        new Pair(asking().statuses("5xx").build(), asking().error(true).build()),
        new Pair(asking().statuses("5xx").build(), asking().statuses("5xx", "404").build()),
        new Pair(
            asking().statuses("1xx", "2xx", "3xx", "4xx", "5xx").build(),
            asking().error(false).build()),
        new Pair(asking().error(true).build(), asking().statuses("5xx", "404").build()),
        new Pair(asking().error(false).build(), asking().statuses("2xx").build()),
        new Pair(asking().error(true).build(), asking().error(false).build()),
        new Pair(asking().slow(2).build(), asking().slow(1).build()),
        new Pair(asking().slow(1).build(), Conditions.NONE),
        new Pair(asking().principal("arn", "*").build(), asking().principal("type", "*").build()),
        new Pair(asking().principal("arn", "a").build(), asking().principal("arn", "?").build()));
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void of_coveredByAnEarlierRule_namesIt(Pair pair) {
    assertThat(
            Unreachable.of(
                List.of(
                    rule("other", asking().routes("other").build()),
                    rule("a", pair.first),
                    rule("b", pair.second))))
        .containsExactly(new Unreachable.Hidden("b", "a"));
  }

  @ParameterizedTest
  @MethodSource("reached")
  void of_notSurelyCovered_saysNothing(Pair pair) {
    assertThat(Unreachable.of(List.of(rule("a", pair.first), rule("b", pair.second)))).isEmpty();
  }

  @Test
  void of_contradiction_isNamed() {
    assertThat(
            Unreachable.of(
                List.of(
                    rule("a", asking().statuses("500", "503").error(false).build()),
                    rule("b", asking().statuses("500", "404").error(false).build()),
                    rule("c", asking().statuses("4xx").error(true).build()))))
        .containsExactly(new Unreachable.Contradictory("a"));
  }

  @Test
  void of_essentials_allAreReached() {
    assertThat(Unreachable.of(Preset.ESSENTIALS.rules())).isEmpty();
  }

  /**
   * In a small world that has every root that there can be, the sampler itself never gets there.
   */
  @Property(tries = 500)
  void of_anyRules_whatIsNamedDecidesAboutNoRoot(@ForAll long seed) {
    Random random = new Random(seed);
    List<Rule> rules = new ArrayList<>();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      rules.add(rule("r" + i, SmallConditions.of(random)));
    }
    Set<String> named = new HashSet<>();
    Unreachable.of(rules).forEach(one -> named.add(one.rule()));

    assertThat(EVERY_ROOT.rulesThatDecide(rules)).noneMatch(named::contains);
  }

  private static Rule rule(String name, Conditions when) {
    return new Rule(name, when, 1, Rule.Place.PROXY);
  }

  private static Asking asking() {
    return new Asking();
  }

  record Pair(Conditions first, Conditions second) {}
}
