package dev.konglightstep.rotation.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.rotation.Held;
import dev.konglightstep.rotation.Target;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.Rbac;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KongAdminWriteTest {
  private KongWorld kong = KongWorld.openSource();
  private String id = "";

  @AfterEach
  void close() {
    kong.close();
  }

  @Test
  void write_changesOneHeaderAndNothingElse() throws Exception {
    id = kong.plugin(Map.of("X-Ingest-Key", "CANARY-old", "x-extra", "{vault://env/extra}"));
    kong.patch(
        id,
        """
        {"tags":["otel"],"enabled":false,
         "config":{"queue":{"max_batch_size":1000},"resource_attributes":{"a":"1"}}}""");
    ObjectNode before = kong.plugin(id).deepCopy();
    kong.now = kong.now.plusSeconds(1);

    Instant answered = write("");

    assertThat(answered).isEqualTo(kong.now);
    assertThat(kong.headers(id))
        .containsOnly(
            Map.entry("X-Ingest-Key", "CANARY-new"), Map.entry("x-extra", "{vault://env/extra}"));
    ObjectNode after = kong.plugin(id).deepCopy();
    for (ObjectNode plugin : java.util.List.of(before, after)) {
      plugin.remove("updated_at");
      plugin.withObject("/config").remove("headers");
    }
    assertThat(after).isEqualTo(before);
  }

  @Test
  void write_sendsOnlyTheHeaders() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old", "x-extra", "1"));
    write("");

    Request patch = kong.sent.getLast();
    assertThat(patch.method()).isEqualTo("PATCH");
    assertThat(patch.target()).isEqualTo(kong.address(id));
    assertThat(KongWorld.json(patch.body().decode().text()))
        .isEqualTo(
            KongWorld.json(
                "{\"config\":{\"headers\":{\"x-ingest-key\":\"CANARY-new\",\"x-extra\":\"1\"}}}"));
    assertThat(kong.timeouts.getLast()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void write_headerAbsent_addsIt() throws Exception {
    id = kong.plugin(Map.of());

    write("\"add\":true");

    assertThat(kong.headers(id)).containsExactly(Map.entry("x-ingest-key", "CANARY-new"));
  }

  @Test
  void write_valueIsThere_sendsNothing() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-new"));

    write("");

    assertThat(kong.methods()).doesNotContain("PATCH");
  }

  @Test
  void write_inAWorkspace_staysInIt() throws Exception {
    kong.close();
    kong = new KongWorld(Edition.ENTERPRISE, new Rbac(Map.of("CANARY-admin", Rbac.Right.WRITE)));
    kong.model.addWorkspace("team");
    String there =
        kong.model.addOpenTelemetry(
            "team", Optional.empty(), KongWorld.TRACES, Map.of("x-ingest-key", "CANARY-old"));
    Target target =
        kong.target(
            "\"workspace\":\"*\",\"credential\":\"c\"", secret -> Credential.parse("CANARY-admin"));

    Held held = target.read().held().getFirst();
    kong.target(
            "\"workspace\":\"*\",\"credential\":\"c\"", secret -> Credential.parse("CANARY-admin"))
        .write(held, KongWorld.NEW, kong.now);

    assertThat(kong.model.config("team", there).orElseThrow().headers())
        .containsValue("CANARY-new");
  }

  /** Between the reading of all plugins and the one before the write. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"config":{"traces_endpoint":"https://elsewhere.example/"}}       | CHANGED       | sends to somebody else
          {"config":{"headers":{"x-ingest-key":"{vault://aws/key/token}"}}} | CHANGED       | holds a vault reference now
          {"config":{"headers":{"x-ingest-key":"a","X-INGEST-KEY":"b"}}}    | MISCONFIGURED | more than once
          {"config":{"headers":{}}}                                         | MISCONFIGURED | no header x-ingest-key
          """)
  void write_changedSinceTheReading_isNotTouched(String change, Kind kind, String message)
      throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    kong.patch(id, change);
    Map<String, String> before = kong.headers(id);

    fails(kong.target(""), held, kind).hasMessageContaining(message);

    assertThat(kong.headers(id)).isEqualTo(before);
    assertThat(kong.methods()).doesNotContain("PATCH");
  }

  @Test
  void write_goneSinceTheReading_asksForANewReading() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    kong.model.delete(KongWorld.WS, id);

    fails(kong.target(""), held, Kind.CHANGED)
        .hasMessage(kong.address(id) + " is not there any more; read it again");
  }

  @Test
  void write_goneBetweenGetAndPatch_asksForANewReading() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    afterTheGet(() -> kong.model.delete(KongWorld.WS, id));

    fails(kong.target(""), held, Kind.CHANGED).hasMessageContaining("not there any more");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"config\":{\"read_timeout\":9000}}'",
    "'{\"config\":{\"headers\":{\"x-ingest-key\":\"CANARY-old\"}},\"tags\":[\"new\"]}'"
  })
  void write_foreignWriterBetweenGetAndPatch_isNoticed(String change) throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    afterTheGet(() -> kong.patch(id, change));

    fails(kong.target(""), held, Kind.CHANGED)
        .hasMessage(
            kong.address(id) + " was changed by somebody else at the same time; read it again")
        .isInstanceOfSatisfying(
            TargetException.class, e -> assertThat(e.unsettledUntil()).contains(kong.now));
    assertThat(kong.headers(id)).containsEntry("x-ingest-key", "CANARY-new");
  }

  @Test
  void write_answerShowsOtherHeaders_isNoticed() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    patchAnswers(Answers.json(200, kong.plugin(id).toString()));

    fails(kong.target(""), held, Kind.CHANGED);
  }

  @Test
  void write_basedOnOldLabels_isNotSent() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Target target = kong.target("");
    Held held = target.read().held().getFirst();
    Instant basedOn = kong.now.minusSeconds(2);

    assertThatThrownBy(() -> target.write(held, KongWorld.NEW, basedOn))
        .isInstanceOfSatisfying(
            TargetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.STALE));
    assertThat(kong.sent).hasSize(2);
  }

  @Test
  void write_getTookTooLong_isNotSent() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    afterTheGet(() -> kong.now = kong.now.plusSeconds(2));

    fails(kong.target(""), held, Kind.STALE)
        .hasMessage("edge was too slow: what allows the write is over 2 s old");
    assertThat(kong.methods()).doesNotContain("PATCH");
    assertThat(kong.timeouts.getLast()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          301 | {}                                              | UNEXPECTED    | false
          400 | {"code":2,"name":"schema violation","message":"CANARY","fields":{"config":{"headers":{"x-a":"CANARY"}}}} | MISCONFIGURED | false
          401 | {"message":"CANARY"}                            | DENIED        | false
          403 | {"message":"CANARY"}                            | DENIED        | false
          404 | {"message":"Not found"}                         | CHANGED       | false
          405 | {"code":12,"name":"operation unsupported"}      | MISCONFIGURED | false
          409 | {"code":5,"name":"unique constraint violation","fields":{"name":"CANARY"}} | CHANGED | false
          418 | CANARY                                          | UNEXPECTED    | false
          429 | {"name":"CANARY CANARY"}                        | UNREACHABLE   | false
          500 | {"message":"CANARY"}                            | UNREACHABLE   | true
          503 | CANARY                                          | UNREACHABLE   | true
          200 | CANARY                                          | UNREACHABLE   | true
          200 | ["CANARY"]                                      | UNREACHABLE   | true
          """)
  void write_refused_saysWhetherItMayTakeEffect(
      int status, String body, Kind kind, boolean unsettled) throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    patchAnswers(Answers.json(status, body));

    fails(kong.target(""), held, kind)
        .hasMessageContaining(kong.address(id))
        .isInstanceOfSatisfying(
            TargetException.class,
            e ->
                assertThat(e.unsettledUntil())
                    .isEqualTo(
                        unsettled ? Optional.of(kong.now.plusSeconds(5)) : Optional.empty()));
    assertThat(kong.headers(id)).containsEntry("x-ingest-key", "CANARY-old");
  }

  @Test
  void write_refused_namesTheFieldsAndNotTheirValues() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    patchAnswers(
        Answers.json(
            400,
            "{\"name\":\"schema violation\",\"fields\":{\"config\":{\"headers\":\"CANARY\"},"
                + "\"CANARY CANARY\":1}}"));

    fails(kong.target(""), held, Kind.MISCONFIGURED)
        .hasMessage(kong.address(id) + " refused it (400), schema violation in config.headers");
  }

  @Test
  void write_redirected_isNotFollowed() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    patchAnswers(
        new Response(307, Headers.of("Location", kong.url() + "/plugins/other"), Bytes.EMPTY));
    int before = kong.sent.size();

    fails(kong.target(""), held, Kind.UNEXPECTED).hasMessageContaining("answered 307");

    assertThat(kong.sent.subList(before, kong.sent.size()))
        .extracting(Request::method)
        .containsExactly("GET", "GET", "PATCH");
  }

  /** The change may have been made, and a new reading decides. It is never sent twice. */
  @Test
  void write_connectionLostAfterTheChange_isUnsettled() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    kong.faults.always(request -> request.method().equals("PATCH"), new Fault.DropAfter());

    fails(kong.target(""), held, Kind.UNREACHABLE)
        .hasMessageEndingWith("the change may still take effect")
        .isInstanceOfSatisfying(
            TargetException.class,
            e -> assertThat(e.unsettledUntil()).contains(kong.now.plusSeconds(5)));

    assertThat(kong.faults.strikes()).isEqualTo(1);
    assertThat(kong.target("").read().held().getFirst().holds(KongWorld.NEW)).isTrue();
  }

  @Test
  void write_noAnswerInTime_isUnsettled() throws Exception {
    id = kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    Held held = kong.target("").read().held().getFirst();
    kong.faults.always(request -> request.method().equals("PATCH"), new Fault.Hang());
    kong.meanwhile = request -> kong.patience = Duration.ofMillis(100);

    fails(kong.target(""), held, Kind.UNREACHABLE)
        .isInstanceOfSatisfying(
            TargetException.class, e -> assertThat(e.unsettledUntil()).isPresent());
  }

  @Test
  void write_elsewhere_isAMistakeOfTheCaller() {
    Held held = new Held("https://kong.example/plugins/x", new Held.Content.Absent());

    assertThatThrownBy(() -> kong.target("").write(held, KongWorld.NEW, kong.now))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(kong.sent).isEmpty();
  }

  private Instant write(String more) throws TargetException {
    Target target = kong.target(more);
    return target.write(target.read().held().getFirst(), KongWorld.NEW, kong.now);
  }

  private void patchAnswers(Response answer) {
    kong.faults.always(request -> request.method().equals("PATCH"), new Fault.Answer(answer));
  }

  /** Right after the reading that a write begins with. */
  private void afterTheGet(Runnable change) {
    kong.meanwhile =
        request -> {
          if (request.target().equals(kong.address(id)) && request.method().equals("GET")) {
            change.run();
          }
        };
  }

  private AbstractThrowableAssert<?, ?> fails(Target target, Held held, Kind kind) {
    return assertThatThrownBy(() -> target.write(held, KongWorld.NEW, kong.now))
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageNotContaining("CANARY");
  }
}
