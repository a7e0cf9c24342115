package dev.konglightstep.rotation.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.sampling.PushPlan;
import dev.konglightstep.rotation.sampling.RulePlan;
import dev.konglightstep.rotation.sampling.SamplingPush;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.Parent;
import dev.konglightstep.standins.kong.admin.Rbac;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rules can go to Kong, and why others cannot. */
class SamplingPlanTest {
  private static final String SEARCH = "{\"name\":\"search\",\"route\":\"/search*\",\"keep\":0.01}";

  private final SamplingWorld world = new SamplingWorld(KongWorld.openSource());
  private final KongWorld kong = world.kong;
  private final String search = world.route("/search");
  private final String suggest = world.route("~/search/suggest$");

  SamplingPlanTest() {
    world.route("/orders");
  }

  @AfterEach
  void close() {
    assertThat(kong.sent.toString()).doesNotContain("CANARY");
    world.close();
  }

  @Test
  void plan_rateIsThereAlready_needsNoPlugin() throws TargetException {
    world.global();

    PushPlan plan = world.plan("{\"name\":\"all\",\"route\":\"/orders\",\"keep\":1}");

    assertThat(plan.rules()).containsExactly(new RulePlan.Moves(0, "all", 1, 1, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"route":"/search","error":true,"keep":1}        | it asks for error, which Kong does not go by at a route
          {"route":"/search","status":404,"min_duration":"1s","method":"GET","path":"*","host":"*","principal":{"arn":"*"},"keep":1} | it asks for path, host, method, status, min_duration, principal, which Kong does not go by at a route
          {"keep":0.1}                                      | it names no route
          {"service":"kong","keep":0.1}                     | it names no route
          {"route":"*","keep":0.1}                          | it takes requests too that no route takes
          {"route":"/none","keep":0.1}                      | no route whose traces come to the proxy is left to it
          {"route":"/search","service":"other","keep":0.1}  | no route whose traces come to the proxy is left to it
          """)
  void plan_ruleThatKongCannotFollow_staysAndSaysWhy(String rule, String why)
      throws TargetException {
    world.global();

    assertThat(world.plan(rule).rules())
        .containsExactly(new RulePlan.Stays(0, "rule-1", why, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"first\",\"error\":true,\"keep\":1}",
        "{\"name\":\"first\",\"min_duration\":\"1s\",\"keep\":1}",
        "{\"name\":\"first\",\"status\":429,\"keep\":1}",
        "{\"name\":\"first\",\"principal\":{\"arn\":\"*\"},\"keep\":1}",
        "{\"name\":\"first\",\"host\":\"partner.*\",\"keep\":1}",
        "{\"name\":\"first\",\"route\":\"*suggest*\",\"error\":true,\"keep\":1}"
      })
  void plan_earlierRuleMayTakeSome_stays(String first) throws TargetException {
    world.global();

    RulePlan second = world.plan(first + "," + SEARCH).rules().getLast();

    assertThat(second).isInstanceOf(RulePlan.Stays.class);
    assertThat(((RulePlan.Stays) second).why())
        .startsWith("first, before it, may take some requests at ");
    assertThat(world.pushed(first + "," + SEARCH)).isZero();
  }

  @Test
  void plan_earlierRuleOfOtherRoutes_doesNotMatter() throws TargetException {
    world.global();
    String first = "{\"name\":\"first\",\"route\":\"/orders\",\"error\":true,\"keep\":1}";

    assertThat(world.pushed(first + "," + SEARCH)).isEqualTo(2);
  }

  /** Somebody has decided that, whatever goes before it. */
  @Test
  void plan_ruleAtTheSource_movesThoughAnEarlierOneMayTakeSome() throws TargetException {
    world.global();
    String atSource = SEARCH.replace("}", ",\"at\":\"source\"}");

    assertThat(world.pushed("{\"error\":true,\"keep\":1}," + atSource)).isEqualTo(2);
    assertThat(world.rate(search)).isEqualTo(0.01);
  }

  @Test
  void plan_ruleAtTheSourceThatCannotBeThere_isWrong() throws TargetException {
    world.global();

    assertThat(world.plan("{\"host\":\"a\",\"keep\":0,\"at\":\"source\"}").rules())
        .containsExactly(
            new RulePlan.Stays(
                0, "rule-1", "it asks for host, which Kong does not go by at a route", true));
  }

  /** The first rule of a route has the say there; others of the same rule still move. */
  @Test
  void plan_earlierRuleTakesAll_theLaterOneHasTheRest() throws TargetException {
    world.global();
    String first = "{\"name\":\"first\",\"route\":\"/search\",\"keep\":0.5}";

    assertThat(world.pushed(first + "," + SEARCH)).isEqualTo(2);

    assertThat(world.rate(search)).isEqualTo(0.5);
    assertThat(world.rate(suggest)).isEqualTo(0.01);
  }

  /** Kong goes on with what it was told; somebody must look, and nothing is torn down meanwhile. */
  @Test
  void plan_obstacleComesLater_leavesWhatWasPushed() throws TargetException {
    world.global();
    String atSource = SEARCH.replace("}", ",\"at\":\"source\"}");
    world.pushed(atSource);
    kong.model.add(KongWorld.WS, new Parent(Parent.Kind.CONSUMER, "partner"));
    kong.model.addOpenTelemetry(
        KongWorld.WS,
        Optional.of(new Parent(Parent.Kind.CONSUMER, "partner")),
        KongWorld.TRACES,
        Map.of());

    PushPlan plan = world.plan(atSource);

    assertThat(plan.obsolete()).isEmpty();
    assertThat(((RulePlan.Stays) plan.rules().getFirst()).atSource()).isTrue();
  }

  @Test
  void plan_saysProxy_stays() throws TargetException {
    world.global();

    PushPlan plan = world.push().plan(SamplingWorld.rules(SEARCH), 1, rule -> true);

    assertThat(plan.rules())
        .containsExactly(new RulePlan.Stays(0, "search", "it says \"at\":\"proxy\"", false));
  }

  @Test
  void plan_foreignPluginOrNone_isLeftAlone() throws TargetException {
    assertThat(world.pushed(SEARCH)).isZero();
    kong.model.addOpenTelemetry(
        KongWorld.WS,
        Optional.empty(),
        URI.create("https://somebody.else/v1/traces"),
        Map.of("authorization", "CANARY"));

    assertThat(world.pushed(SEARCH)).isZero();
    assertThat(world.plugins()).hasSize(1);
  }

  @Test
  void plan_pluginWithoutTheTargetsTags_isLeftAlone() throws TargetException {
    world.global();
    world.more = ",\"tags\":[\"other\"]";

    assertThat(world.pushed(SEARCH)).isZero();
    world.more = ",\"tags\":[\"otel\"]";
    assertThat(world.pushed(SEARCH)).isEqualTo(2);
    assertThat(world.pushed(SEARCH)).isZero();
  }

  @Test
  void plan_obstacleAtARoute_staysAndNamesIt() throws TargetException {
    world.global();
    String off = world.onRoute(search);
    kong.patch(off, "{\"enabled\":false}");

    assertThat(why(world.plan(SEARCH)))
        .isEqualTo("/search: " + kong.address(off) + ", on the route, is switched off");
    kong.model.delete(KongWorld.WS, off);
    kong.model.add(KongWorld.WS, new Parent(Parent.Kind.CONSUMER, "partner"));
    String some =
        kong.model.addOpenTelemetry(
            KongWorld.WS,
            Optional.of(new Parent(Parent.Kind.CONSUMER, "partner")),
            KongWorld.TRACES,
            Map.of());
    assertThat(why(world.plan(SEARCH)))
        .isEqualTo(
            "/search: " + kong.address(some) + " is for a consumer and goes before one on a route");
  }

  @Test
  void plan_manyRoutes_areAllRead() throws TargetException {
    world.global();
    for (int i = 0; i < 250; i++) {
      world.route("/many/" + i);
    }

    assertThat(world.pushed("{\"route\":\"/many/*\",\"keep\":0.1}")).isEqualTo(250);
    assertThat(world.pushed("{\"route\":\"/many/*\",\"keep\":0.1}")).isZero();
  }

  /** Two secrets in one plugin, and two addresses of one Kong: each route is written once. */
  @Test
  void plan_severalTargetsOfOneKong_areOne() throws TargetException {
    world.global();
    String url = kong.url().toString();
    SamplingPush push =
        world.push(
            """
            [{"name":"a","secret":"key","kind":"admin","urls":["%s","%s"],"header":"x-ingest-key"},
             {"name":"b","secret":"token","kind":"admin","urls":["%s"],"header":"x-token"}]"""
                .formatted(url, url.replace("127.0.0.1", "localhost"), url));

    PushPlan plan = push.plan(SamplingWorld.rules(SEARCH), 1, rule -> false);

    assertThat(SamplingWorld.changes(plan)).hasSize(2);
  }

  @Test
  void plan_kongBefore36_isRefused() {
    try (SamplingWorld old =
        new SamplingWorld(new KongWorld(Edition.OPEN_SOURCE.in("3.5.0"), Rbac.OFF))) {
      assertThatThrownBy(() -> old.plan(SEARCH))
          .isInstanceOf(TargetException.class)
          .hasMessage(
              old.kong.url()
                  + " is Kong 3.5, whose opentelemetry plugin has no sampling_rate; 3.6 or later"
                  + " is needed");
    }
  }

  @Test
  void plan_severalPluginsOnARoute_stays() throws TargetException {
    world.global();
    kong.model.add(KongWorld.WS, new Parent(Parent.Kind.SERVICE, "catalog"));
    String both = world.onRoute(search);
    String service =
        kong.model.idOf(KongWorld.WS, new Parent(Parent.Kind.SERVICE, "catalog")).orElseThrow();
    kong.patch(both, "{\"service\":{\"id\":\"" + service + "\"}}");
    world.onRoute(search);

    assertThat(why(world.plan(SEARCH)))
        .isEqualTo("/search: several opentelemetry plugins hang on the route");
  }

  @Test
  void plan_serviceNameOfATemplate_stays() throws TargetException {
    String global = world.global();
    kong.patch(
        global, "{\"config\":{\"resource_attributes\":{\"service.name\":\"$(headers.host)\"}}}");

    assertThat(why(world.plan("{\"route\":\"/search\",\"service\":\"a\",\"keep\":0.1}")))
        .isEqualTo("nobody can say which service.name Kong writes at /search");
    assertThat(world.pushed("{\"route\":\"/search\",\"keep\":0.1}")).isEqualTo(1);
  }

  @Test
  void plan_text_showsNoHeader() throws TargetException {
    world.global();

    assertThat(world.plan(SEARCH).toString()).contains("CREATE").doesNotContain("CANARY");
  }

  private static String why(PushPlan plan) {
    return ((RulePlan.Stays) plan.rules().getFirst()).why();
  }
}
