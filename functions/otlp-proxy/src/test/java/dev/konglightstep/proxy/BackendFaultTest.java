package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.traces;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.RpcStatus;
import dev.konglightstep.standins.http.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
          413 | 13 | the backend says that the batch is too large
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

  @ParameterizedTest
  @CsvSource({"429, 17, 17", "503, 17, 17", "503, 0, 1", "503, soon, 1", "429, 1994, 1"})
  void handle_backendSaysWhen_isPassedOn(int status, String when, String passedOn) {
    String field = when.equals("1994") ? "Sun, 06 Nov 1994 08:49:37 GMT" : when;
    around.lightstepFaults.always(
        new Fault.Answer(answer(status, Headers.of("Retry-After", field))));

    assertUnavailable(
        around.handle(around.proxy(), traces(around.fresh(BATCH))),
        "the backend cannot take the batch now",
        passedOn);
  }

  /** The proxy's clock is an hour slow; the answer's own date counts. */
  @Test
  void handle_backendNamesATime_isPassedOnInSeconds() {
    Instant later = Instant.now().plusSeconds(1000);
    String date = RFC_1123_DATE_TIME.format(later.atOffset(ZoneOffset.UTC));
    around.lightstepFaults.always(new Fault.Answer(answer(503, Headers.of("Retry-After", date))));
    OtlpProxy proxy = around.proxy();
    around.pass(Duration.ofHours(-1));

    Response answer = around.handle(proxy, traces(around.fresh(BATCH)));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(Integer.parseInt(answer.headers().first("Retry-After").orElseThrow()))
        .isBetween(900, 1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204})
  void handle_otherSuccess_is200(int status) {
    around.lightstepFaults.next(new Fault.Answer(new Response(status, Headers.NONE, Bytes.EMPTY)));

    assertThat(around.handle(around.proxy(), traces(around.fresh(BATCH))).status()).isEqualTo(200);
  }

  /** A status was read, so the backend has the batch; what it says about it was cut by us. */
  @Test
  void handle_successWithAHugeBody_isSuccessAndCounted() {
    Bytes huge = Bytes.of(new byte[(4 << 20) + 1]);
    around.lightstepFaults.next(new Fault.Answer(new Response(200, Headers.NONE, huge)));
    OtlpProxy proxy = around.proxy();

    Response answer = around.handle(proxy, traces(around.fresh(BATCH)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(Bytes.EMPTY);
    assertThat(around.lightstepFaults.strikes()).isEqualTo(1);
    assertThat(around.lightstep.deliveries()).isEmpty();
    around.pass(Duration.ofSeconds(31));
    around.handle(proxy, traces(around.fresh(BATCH)));
    assertThat(around.metrics()).contains("\"UnreadableAnswers\":1");
  }

  /** Once a connection that breaks; here the status counts, not the body's size. */
  @Test
  void handle_refusalWithAHugeBody_isRefusedOnce() {
    Bytes huge = Bytes.of(new byte[(4 << 20) + 1]);
    around.lightstepFaults.always(new Fault.Answer(new Response(500, Headers.NONE, huge)));

    assertUnavailable(
        around.handle(around.proxy(), traces(around.fresh(BATCH))),
        "the backend gave an unexpected answer",
        "1");
    assertThat(around.lightstepFaults.strikes()).isEqualTo(1);
  }

  /** Kong's Content-Type may be another one; what it sent was protobuf, and so is the answer. */
  @Test
  void handle_protobufUnderAnotherType_isRefusedInProtobuf() {
    around.lightstepFaults.always(new Fault.Answer(answer(503, Headers.NONE)));
    Headers headers =
        Headers.of("Content-Type", "application/json").with("x-ingest-key", Surroundings.KEY);

    Response answer =
        around.handle(
            around.proxy(), new Request("POST", "/v1/traces", headers, around.fresh(BATCH)));

    assertUnavailable(answer, "the backend cannot take the batch now", "1");
    assertThat(answer.headers().first("Content-Type")).contains("application/x-protobuf");
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
        .allSatisfy(delivery -> Arrival.assertArrived(delivery.path(), batch, delivery.body()));
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
