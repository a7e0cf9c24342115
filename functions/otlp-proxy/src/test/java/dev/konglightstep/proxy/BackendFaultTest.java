package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.RpcStatus;
import dev.konglightstep.standins.http.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch that cannot be forwarded stays with Kong. */
class BackendFaultTest {
  private static final String BATCH = "02-consumer-role-arn";

  private final Surroundings around = new Surroundings();

  static List<Fault> noAnswer() {
    return List.of(
        new Fault.DropBefore(), new Fault.DropAfter(), new Fault.Cut(100), new Fault.Hang());
  }

  @AfterEach
  void close() {
    assertThat(around.log()).doesNotContain("CANARY");
    around.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | the backend refused the batch
          422 | the backend refused the batch
          401 | the backend refused the access token
          403 | the backend refused the access token
          413 | the backend says that the batch is too large
          429 | the backend cannot take the batch now
          502 | the backend cannot take the batch now
          503 | the backend cannot take the batch now
          504 | the backend cannot take the batch now
          500 | the backend gave an unexpected answer
          307 | the backend gave an unexpected answer
          404 | the backend gave an unexpected answer
          415 | the backend gave an unexpected answer
          """)
  void handle_backendRefuses_is503AndLogged(int status, String message) {
    around.lightstepFaults.always(new Fault.Answer(answer(status, Headers.NONE)));

    assertUnavailable(around.handle(around.proxy(), traces(around.fresh(BATCH))), message, "1");
    assertThat(around.log())
        .contains("\"message\":\"" + message + "\"")
        .contains("\"why\":\"status " + status + "\"")
        .contains("\"items\":9");
  }

  @Test
  void handle_backendSaysWhen_isPassedOn() {
    around.lightstepFaults.always(new Fault.Answer(answer(429, Headers.of("Retry-After", "17"))));

    assertUnavailable(
        around.handle(around.proxy(), traces(around.fresh(BATCH))),
        "the backend cannot take the batch now",
        "17");
  }

  @ParameterizedTest
  @MethodSource("noAnswer")
  void handle_backendGivesNoAnswer_is503InTime(Fault fault) {
    OtlpProxy proxy = around.proxy();
    assertThat(around.handle(proxy, traces(around.fresh(BATCH))).status()).isEqualTo(200);
    around.lightstepFaults.always(fault);

    Response answer =
        proxy.handle(traces(around.fresh(BATCH)), around.now().plus(Duration.ofMillis(2500)));

    assertUnavailable(answer, "the backend gave no answer", "1");
    assertThat(around.lightstepFaults.strikes()).isEqualTo(1);
  }

  private static void assertUnavailable(Response answer, String message, String retryAfter) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo(new RpcStatus(14, message).bytes());
    assertThat(answer.headers().first("Retry-After")).contains(retryAfter);
  }

  private static Response answer(int status, Headers headers) {
    return new Response(status, headers, Bytes.utf8("CANARY in an error body"));
  }
}
