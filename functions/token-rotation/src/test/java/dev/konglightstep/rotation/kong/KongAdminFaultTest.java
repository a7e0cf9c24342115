package dev.konglightstep.rotation.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import dev.konglightstep.standins.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A reading that goes wrong. */
class KongAdminFaultTest {
  private final KongWorld kong = KongWorld.openSource();

  static List<Fault> lost() {
    return List.of(
        new Fault.DropAfter(),
        new Fault.Cut(100),
        new Fault.Hang(),
        new Fault.Trickle(10_000, Duration.ofMillis(20)));
  }

  @AfterEach
  void close() {
    kong.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | CANARY                          | UNEXPECTED
          200 | ["CANARY"]                      | UNEXPECTED
          200 | {"data":"CANARY"}               | UNEXPECTED
          200 | {"data":["CANARY"]}             | UNEXPECTED
          200 | {}                              | UNEXPECTED
          200 | {"data":[{"name":"opentelemetry","id":"CANARY/..","config":{"headers":{}}}]} | UNEXPECTED
          200 | {"data":[],"offset":"CANARY"}   | UNEXPECTED
          302 | CANARY                          | UNEXPECTED
          400 | {"fields":{"tags":"CANARY"}}    | MISCONFIGURED
          401 | CANARY                          | DENIED
          403 | CANARY                          | DENIED
          404 | CANARY                          | MISCONFIGURED
          429 | CANARY                          | UNREACHABLE
          500 | {"message":"CANARY"}            | UNREACHABLE
          502 | CANARY                          | UNREACHABLE
          """)
  void read_answeredOtherwise_hasAKindAndNoBody(int status, String body, Kind kind) {
    kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    kong.faults.always(
        request -> request.path().equals("/plugins"), new Fault.Answer(Answers.json(status, body)));

    assertFails(kind);
  }

  @ParameterizedTest
  @MethodSource("lost")
  void read_connectionLost_isUnreachable(Fault fault) {
    kong.plugin(Map.of("x-ingest-key", "CANARY-old"));
    kong.faults.always(request -> request.path().equals("/plugins"), fault);
    kong.meanwhile = request -> kong.patience = Duration.ofMillis(100);

    assertFails(Kind.UNREACHABLE);
  }

  @Test
  void read_emptyListFromLua_isAList() {
    kong.faults.always(
        request -> request.path().equals("/plugins"),
        new Fault.Answer(Answers.json(200, "{\"data\":{},\"next\":null}")));

    assertThatThrownBy(kong.target("")::read)
        .hasMessageStartingWith("no opentelemetry plugin is there");
  }

  /** No Kong has one; should one come, nobody knows where it sends to. */
  @Test
  void read_pluginWithoutAnyEndpoint_isForeign() {
    kong.faults.always(
        request -> request.path().equals("/plugins"),
        new Fault.Answer(
            Answers.json(
                200,
                "{\"data\":[{\"id\":\"p1\",\"name\":\"opentelemetry\","
                    + "\"config\":{\"headers\":{\"x-ingest-key\":\"CANARY\"}}}]}")));

    assertThatThrownBy(kong.target("")::read)
        .hasMessageContaining("left alone: " + kong.address("p1"))
        .hasMessageNotContaining("CANARY");
  }

  private void assertFails(Kind kind) {
    assertThatThrownBy(kong.target("")::read)
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(kong.url() + "/plugins")
        .hasMessageNotContaining("CANARY");
  }
}
