package dev.konglightstep.core.policy.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteDecisionTest {
  private static final Optional<String> KONG = Optional.of("kong");
  private static final Rule ERRORS = rule("errors", new Asking().error(true));
  private static final Rule SEARCH = rule("search", new Asking().routes("/search*"));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/search*, /search, ALWAYS",
        "/search*, /orders, NEVER",
        "/search*, ~/search/(?<q>.*), ALWAYS",
        "~/search*, ~/search$, ALWAYS",
        "*, \"\", ALWAYS",
        "/?*, \"\", NEVER"
      })
  void fit_route_isAsTheSamplerReadsIt(String glob, String route, RouteFit fit) {
    assertThat(RouteFit.of(new Asking().routes(glob).build(), route, KONG)).isEqualTo(fit);
  }

  @Test
  void fit_service_isWhatThePluginCallsItself() {
    Conditions edge = new Asking().routes("/a").services("edge*").build();

    assertThat(RouteFit.of(edge, "/a", Optional.of("edge-1"))).isEqualTo(RouteFit.ALWAYS);
    assertThat(RouteFit.of(edge, "/a", KONG)).isEqualTo(RouteFit.NEVER);
    assertThat(RouteFit.of(edge, "/a", Optional.empty())).isEqualTo(RouteFit.SOMETIMES);
    assertThat(RouteFit.of(edge, "/b", Optional.empty())).isEqualTo(RouteFit.NEVER);
  }

  @Test
  void fit_askedForMore_isSometimes() {
    for (Asking more :
        List.of(
            new Asking().paths("*"),
            new Asking().hosts("*"),
            new Asking().methods("GET"),
            new Asking().statuses("5xx"),
            new Asking().slow(1),
            new Asking().error(false),
            new Asking().principal("arn", "*"))) {
      assertThat(RouteFit.of(more.build(), "/a", KONG)).isEqualTo(RouteFit.SOMETIMES);
      assertThat(RouteFit.askedBeside(more.build())).hasSize(1);
    }
    assertThat(RouteFit.of(new Asking().statuses("5xx").error(false).build(), "/a", KONG))
        .isEqualTo(RouteFit.NEVER);
  }

  @Test
  void of_firstThatTakesAll_decides() {
    assertThat(RouteDecision.of(List.of(SEARCH, ERRORS), "/search", KONG))
        .isEqualTo(new RouteDecision.By(0));
    assertThat(RouteDecision.of(List.of(ERRORS, SEARCH), "/search", KONG))
        .isEqualTo(new RouteDecision.Contested(1, 0));
    assertThat(RouteDecision.of(List.of(ERRORS, SEARCH), "/orders", KONG))
        .isEqualTo(new RouteDecision.Nobody());
    assertThat(
            RouteDecision.of(
                List.of(ERRORS, new Rule("s", SEARCH.when(), 0.1, Rule.Place.SOURCE)),
                "/search",
                KONG))
        .isEqualTo(new RouteDecision.By(1));
  }

  /** In a world with every request, all of that route are decided about by that rule. */
  @Property(tries = 300)
  void of_anyRules_isTheRuleThatTheSamplerTakes(@ForAll long seed) {
    Random random = new Random(seed);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      rules.add(
          new Rule(
              "r" + i,
              random.nextInt(3) == 0
                  ? new Asking().routes("a*").build()
                  : SmallConditions.of(random),
              1,
              Rule.Place.PROXY));
    }
    EveryRoot everyRoot = new EveryRoot(List.of("ab"), List.of("a"));
    if (RouteDecision.of(rules, "ab", Optional.of("a")) instanceof RouteDecision.By(int rule)) {
      assertThat(everyRoot.rulesThatDecide(rules)).containsExactly("r" + rule);
    }
  }

  private static Rule rule(String name, Asking asking) {
    return new Rule(name, asking.build(), 1, Rule.Place.PROXY);
  }
}
