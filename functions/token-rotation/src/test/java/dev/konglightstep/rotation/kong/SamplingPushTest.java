package dev.konglightstep.rotation.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import dev.konglightstep.rotation.sampling.PushPlan;
import dev.konglightstep.rotation.sampling.RouteChange;
import dev.konglightstep.rotation.sampling.RulePlan;
import dev.konglightstep.rotation.sampling.SamplingPush;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.Parent;
import dev.konglightstep.standins.kong.admin.Rbac;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that go to Kong, over real HTTP; the test works out what that Kong then does. */
class SamplingPushTest {
  private static final String SEARCH = "{\"name\":\"search\",\"route\":\"/search*\",\"keep\":0.01}";

  private final SamplingWorld world = new SamplingWorld(KongWorld.openSource());
  private final KongWorld kong = world.kong;
  private final String search = world.route("/search");
  private final String suggest = world.route("~/search/suggest$");
  private final String orders = world.route("/orders");

  @AfterEach
  void close() {
    assertThat(kong.sent.toString()).doesNotContain("CANARY");
    world.close();
  }

  @Test
  void make_rule_hangsACopyOnEachOfItsRoutes() throws TargetException {
    String global = world.global();

    assertThat(world.pushed(SEARCH.replace("/search*", "/search"))).isEqualTo(1);

    ObjectNode made = world.inForce(search).deepCopy();
    ObjectNode source = kong.plugin(global).deepCopy();
    assertThat(made.at("/route/id").asText()).isEqualTo(search);
    assertThat(made.path("tags").toString()).isEqualTo("[\"otel\",\"" + SamplingWorld.TAG + "\"]");
    assertThat(made.at("/config/headers/x-ingest-key").asText()).isEqualTo("CANARY-key");
    assertThat(((ObjectNode) made.get("config")).put("sampling_rate", 1).toString())
        .isEqualTo(((ObjectNode) source.get("config")).put("sampling_rate", 1).toString());
    assertThat(made.path("protocols")).isEqualTo(source.path("protocols"));
    assertThat(List.of(world.rate(search), world.rate(suggest), world.rate(orders)))
        .containsExactly(0.01, 1.0, 1.0);
  }

  @Test
  void make_regularExpression_isARouteToo() throws TargetException {
    world.global();

    assertThat(world.pushed(SEARCH)).isEqualTo(2);

    assertThat(List.of(world.rate(search), world.rate(suggest), world.rate(orders)))
        .containsExactly(0.01, 0.01, 1.0);
  }

  @Test
  void make_again_changesNothing() throws TargetException {
    world.global();
    world.pushed(SEARCH);
    List<ObjectNode> before = world.plugins();

    PushPlan again = world.plan(SEARCH);

    assertThat(SamplingWorld.changes(again)).isEmpty();
    assertThat(again.rules()).containsExactly(new RulePlan.Moves(0, "search", 0.01, 2, List.of()));
    assertThat(world.pushed(SEARCH)).isZero();
    assertThat(world.plugins()).isEqualTo(before);
  }

  @Test
  void make_anotherShare_changesIt() throws TargetException {
    world.global();
    world.pushed(SEARCH);

    assertThat(world.pushed(SEARCH.replace("0.01", "0"))).isEqualTo(2);

    assertThat(world.rate(search)).isZero();
    assertThat(((Bytes) world.lastWrite().body()).text())
        .isEqualTo("{\"config\":{\"sampling_rate\":0.0}}");
  }

  /** A rotation has brought another header, somebody another queue: the copies follow. */
  @Test
  void make_originalHasChanged_theCopyFollows() throws TargetException {
    String global = world.global();
    world.pushed(SEARCH);
    kong.patch(
        global,
        """
        {"tags":["otel","more"],
         "config":{"headers":{"x-ingest-key":"CANARY-2"},"queue":{"max_batch_size":50}}}""");

    assertThat(world.pushed(SEARCH)).isEqualTo(2);

    ObjectNode made = world.inForce(search);
    assertThat(made.at("/config/headers").toString()).isEqualTo("{\"x-ingest-key\":\"CANARY-2\"}");
    assertThat(made.at("/config/queue/max_batch_size").asInt()).isEqualTo(50);
    assertThat(made.path("tags").toString()).contains("more", SamplingWorld.TAG);
    assertThat(world.rate(search)).isEqualTo(0.01);
    assertThat(world.pushed(SEARCH)).isZero();
  }

  /** What a person hung there stays as it is but for its rate. */
  @Test
  void make_pluginOfAPerson_getsTheRateAlone() throws TargetException {
    world.global();
    String theirs = world.onRoute(search);
    kong.patch(theirs, "{\"config\":{\"queue\":{\"max_batch_size\":7}}}");

    assertThat(world.pushed(SEARCH)).isEqualTo(2);

    assertThat(world.rate(search)).isEqualTo(0.01);
    assertThat(kong.plugin(theirs).at("/config/queue/max_batch_size").asInt()).isEqualTo(7);
    assertThat(kong.plugin(theirs).path("tags").isNull()).isTrue();
    assertThat(kong.headers(theirs)).isEqualTo(Map.of("x-ingest-key", "CANARY-key"));
    world.pushed("");
    assertThat(kong.model.find(KongWorld.WS, theirs)).isPresent();
  }

  @Test
  void make_ruleIsGone_takesAwayWhatAPushMade() throws TargetException {
    world.global();
    world.pushed(SEARCH);
    PushPlan plan = world.plan("");

    assertThat(plan.rules()).isEmpty();
    assertThat(plan.obsolete())
        .extracting(RouteChange::what)
        .containsExactly(RouteChange.What.REMOVE, RouteChange.What.REMOVE);
    assertThat(world.pushed("")).isEqualTo(2);
    assertThat(world.plugins()).hasSize(1);
    assertThat(world.pushed("")).isZero();
  }

  @Test
  void make_ofAService_isTheCopyOfThat() throws TargetException {
    world.global();
    kong.model.add(KongWorld.WS, new Parent(Parent.Kind.SERVICE, "catalog"));
    String route =
        kong.model.addRoute(KongWorld.WS, "c", List.of("/catalog"), Optional.of("catalog"));
    kong.model.addOpenTelemetry(
        KongWorld.WS,
        Optional.of(new Parent(Parent.Kind.SERVICE, "catalog")),
        KongWorld.TRACES,
        Map.of("x-ingest-key", "CANARY-service"));

    assertThat(world.pushed("{\"route\":\"/catalog\",\"keep\":0.5}")).isEqualTo(1);

    assertThat(world.inForce(route).at("/config/headers/x-ingest-key").asText())
        .isEqualTo("CANARY-service");
    assertThat(world.rate(route)).isEqualTo(0.5);
  }

  @Test
  void make_workspaces_eachHasItsOwn() throws TargetException {
    try (SamplingWorld enterprise =
        new SamplingWorld(new KongWorld(Edition.ENTERPRISE, Rbac.OFF))) {
      enterprise.more = ",\"workspace\":\"*\"";
      enterprise.kong.model.addWorkspace("team");
      enterprise.kong.model.addRoute("team", "s", List.of("/search"), Optional.empty());
      enterprise.kong.model.addOpenTelemetry(
          "team", Optional.empty(), KongWorld.TRACES, Map.of("x-ingest-key", "CANARY-team"));

      assertThat(enterprise.pushed(SEARCH)).isEqualTo(1);
      assertThat(enterprise.lastWrite().path()).contains("/team/routes/").endsWith("/plugins");
      assertThat(enterprise.pushed(SEARCH)).isZero();
    }
  }

  /** A rotation writes the header between our reading and our writing. */
  @Test
  void make_originalChangesMeanwhile_saysSoAndTheNextPushMendsIt() throws TargetException {
    String global = world.global();
    kong.meanwhile =
        request -> {
          if (request.method().equals("POST")) {
            kong.patch(global, "{\"config\":{\"headers\":{\"x-ingest-key\":\"CANARY-2\"}}}");
          }
        };

    assertThatThrownBy(() -> world.pushed(SEARCH))
        .isInstanceOf(TargetException.class)
        .hasMessage(kong.address(global) + " was changed at the same time; push again");

    kong.meanwhile = request -> {};
    world.pushed(SEARCH);
    assertThat(world.inForce(search).at("/config/headers/x-ingest-key").asText())
        .isEqualTo("CANARY-2");
    assertThat(world.inForce(suggest).at("/config/headers/x-ingest-key").asText())
        .isEqualTo("CANARY-2");
  }

  @Test
  void make_answerIsLost_isNotKnownAndTheNextPushSees() throws TargetException {
    world.global();
    SamplingPush push = world.push();
    RouteChange change =
        SamplingWorld.changes(push.plan(SamplingWorld.rules(SEARCH), 1, rule -> false)).getFirst();
    kong.faults.always(request -> request.method().equals("POST"), new Fault.DropAfter());

    assertThatThrownBy(() -> push.make(change))
        .isInstanceOfSatisfying(
            TargetException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
              assertThat(failure.unsettledUntil()).isPresent();
              assertThat(failure).hasMessageContaining("the change may still take effect");
            });

    kong.faults.clear();
    assertThat(world.pushed(SEARCH)).isEqualTo(1);
    assertThat(world.plugins()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "400, '{\"name\":\"schema violation\",\"fields\":{\"config\":{\"headers\":\"CANARY\"}}}'",
    "403, CANARY",
    "409, CANARY",
    "500, CANARY",
    "201, CANARY",
    "201, []"
  })
  void make_answeredOtherwise_failsWithoutItsBody(int status, String body) throws TargetException {
    world.global();
    SamplingPush push = world.push();
    RouteChange change =
        SamplingWorld.changes(push.plan(SamplingWorld.rules(SEARCH), 1, rule -> false)).getFirst();
    kong.faults.always(
        request -> request.method().equals("POST"), new Fault.Answer(Answers.json(status, body)));

    assertThatThrownBy(() -> push.make(change))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining(status == 201 ? "answered 201" : Integer.toString(status))
        .message()
        .doesNotContain("CANARY");
  }

  @Test
  void make_kongMakesSomethingElse_takesItAwayAgain() throws TargetException {
    world.global();
    SamplingPush push = world.push();
    RouteChange change =
        SamplingWorld.changes(push.plan(SamplingWorld.rules(SEARCH), 1, rule -> false)).getFirst();
    kong.faults.always(
        request -> request.method().equals("POST"),
        new Fault.Answer(
            Answers.json(201, "{\"id\":\"made\",\"config\":{\"sampling_rate\":0.01}}")));

    assertThatThrownBy(() -> push.make(change)).hasMessageEndingWith("it is removed again");
    assertThat(world.lastWrite().method() + " " + world.lastWrite().path())
        .isEqualTo("DELETE " + kong.url() + "/plugins/made");
  }

  /** Somebody has made it theirs, between our reading and our writing. */
  @Test
  void make_obsoletePluginIsSomebodysNow_isLeftAlone() throws TargetException {
    world.global();
    world.pushed(SEARCH);
    SamplingPush push = world.push();
    RouteChange remove = push.plan(List.of(), 0, rule -> false).obsolete().getFirst();
    String id = remove.where().replaceAll(".*/", "");
    kong.patch(id, "{\"tags\":[\"theirs\"]}");

    assertThatThrownBy(() -> push.make(remove))
        .hasMessage(kong.address(id) + " was changed at the same time; push again");
    assertThat(kong.model.find(KongWorld.WS, id)).isPresent();
  }
}
