package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.RpcStatus;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.lightstep.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch that cannot be forwarded stays with Kong. */
class BackendFaultTest {
  private static final String BATCH = "02-consumer-role-arn";

  private final Surroundings around = new Surroundings();

  static List<Fault> dropped() {
    return List.of(new Fault.DropBefore(), new Fault.DropAfter(), new Fault.Cut(100));
  }

  /** What loses a batch on its way and leaves time for another try. */
  static Stream<Fault> lost() {
    return Stream.concat(
        dropped().stream(),
        Stream.of(
            new Fault.Answer(answer(502, Headers.NONE)),
            new Fault.Answer(answer(504, Headers.of("Retry-After", "17")))));
  }

  static List<Fault> tooSlow() {
    return List.of(new Fault.Hang(), new Fault.Trickle(1000, Duration.ofMillis(10)));
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
          400 | 1 | the backend refused the batch
          422 | 1 | the backend refused the batch
          401 | 1 | the backend refused the access token
          403 | 1 | the backend refused the access token
          413 | 4 | the backend says that the batch is too large
          429 | 1 | the backend cannot take the batch now
          502 | 2 | the backend cannot take the batch now
          503 | 1 | the backend cannot take the batch now
          504 | 2 | the backend cannot take the batch now
          500 | 1 | the backend gave an unexpected answer
          307 | 1 | the backend gave an unexpected answer
          404 | 1 | the backend gave an unexpected answer
          415 | 1 | the backend gave an unexpected answer
          """)
  void handle_backendRefuses_is503AndLogged(int status, int sent, String message) {
    around.lightstepFaults.always(new Fault.Answer(answer(status, Headers.NONE)));

    assertUnavailable(around.handle(around.proxy(), traces(around.fresh(BATCH))), message, "1");
    assertThat(around.log())
        .contains("\"message\":\"" + message + "\"")
        .contains("\"why\":\"status " + status + "\"")
        .contains("\"items\":9");
    assertThat(around.lightstepFaults.strikes()).isEqualTo(sent);
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
  @MethodSource("lost")
  void handle_lostOnce_isSentAgain(Fault fault) {
    Bytes batch = around.fresh(BATCH);
    around.lightstepFaults.next(fault);

    assertThat(around.handle(around.proxy(), traces(batch)).status()).isEqualTo(200);
    assertThat(around.lightstepFaults.strikes()).isEqualTo(1);
    assertThat(around.lightstep.deliveries())
        .hasSize(fault instanceof Fault.DropAfter ? 2 : 1)
        .extracting(Delivery::body)
        .containsOnly(batch);
  }

  @ParameterizedTest
  @MethodSource("dropped")
  void handle_droppedTwice_is503(Fault fault) {
    around.lightstepFaults.next(fault);
    around.lightstepFaults.next(fault);
    OtlpProxy proxy = around.proxy();

    assertUnavailable(
        around.handle(proxy, traces(around.fresh(BATCH))), "the backend gave no answer", "1");
    assertThat(around.lightstepFaults.strikes()).isEqualTo(2);
    assertThat(around.handle(proxy, traces(around.fresh(BATCH))).status()).isEqualTo(200);
  }

  /** The connection that one batch leaves behind is dead when the next one comes. */
  @Test
  void handle_keptConnectionIsDead_isSentOnANewOne() {
    OtlpProxy proxy = around.proxy();
    assertThat(around.handle(proxy, traces(around.fresh(BATCH))).status()).isEqualTo(200);
    around.lightstepServer.forgetConnections();

    assertThat(around.handle(proxy, traces(around.fresh(BATCH))).status()).isEqualTo(200);
    assertThat(around.lightstepServer.connections()).isEqualTo(2);
    assertThat(around.lightstep.deliveries()).hasSize(2);
  }

  @Test
  void handle_idleForOver25Seconds_isSentOnANewConnection() {
    OtlpProxy proxy = around.proxy();
    assertThat(around.handle(proxy, traces(around.fresh(BATCH))).status()).isEqualTo(200);
    around.pass(Duration.ofSeconds(26));

    assertThat(around.handle(proxy, traces(around.fresh(BATCH))).status()).isEqualTo(200);
    assertThat(around.lightstepServer.connections()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("tooSlow")
  void handle_noAnswerInTime_is503WithoutAnotherTry(Fault fault) {
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
