package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.KEY;
import static dev.konglightstep.proxy.Surroundings.request;
import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.RpcStatus;
import dev.konglightstep.standins.kong.Recording;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact status, headers and body of each refusal (DESIGN.md, section 7). */
class RefusalTest {
  private static final Bytes BATCH = Recording.body("01-anonymous-200");
  private static final Bytes NOT_OTLP = Bytes.of(new byte[] {0x0a, 0x05});

  private final Surroundings around = new Surroundings();

  @AfterEach
  void close() {
    assertThat(around.log()).doesNotContain("CANARY");
    around.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/v1/trace", "/v1/traces/", "/V1/traces", "/v1/profiles", "", "/x/v1/traces"})
  void otherPath_is404(String path) {
    assertRefusal(
        answer(request("POST", path, BATCH)),
        404,
        5,
        "post OTLP to /v1/traces, /v1/logs or /v1/metrics");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "post"})
  void otherMethod_is405(String method) {
    Response answer = answer(request(method, "/v1/traces", BATCH));

    assertRefusal(answer, 405, 12, "only POST is allowed here");
    assertThat(answer.headers().first("Allow")).contains("POST");
  }

  @Test
  void otherMethodOnHealthz_is405() {
    Response answer = answer(request("POST", "/healthz", Bytes.EMPTY));

    assertRefusal(answer, 405, 12, "only GET is allowed here");
    assertThat(answer.headers().first("Allow")).contains("GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "CANARY-key-2", "CANARY-key-1 ", "canary-key-1"})
  void wrongKey_is401(String key) {
    Headers headers =
        Headers.of("Content-Type", "application/x-protobuf").with("x-ingest-key", key);

    assertUnknownKey(answer(new Request("POST", "/v1/traces", headers, BATCH)));
  }

  @Test
  void noKey_is401BeforeTheBodyIsDecoded() {
    Headers headers = Headers.of("Content-Type", "application/x-protobuf");
    UndecodedBody body = new UndecodedBody(0);

    assertUnknownKey(answer(new Request("POST", "/v1/traces", headers, body)));
    assertThat(body.wasDecoded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deflate", "br", "zstd", "gzip, gzip", ""})
  void otherEncoding_is415BeforeTheBodyIsDecoded(String encoding) {
    UndecodedBody body = new UndecodedBody(0);
    Response answer = answer(with(traces(body), "Content-Encoding", encoding));

    assertRefusal(answer, 415, 3, "Content-Encoding must be gzip or absent");
    assertThat(answer.headers().first("Accept-Encoding")).contains("gzip");
    assertThat(body.wasDecoded()).isFalse();
  }

  /** Not even a known field: text that happens to be protobuf is no OTLP. */
  @ParameterizedTest
  @CsvSource({
    "text/plain, hello",
    "text/plain, ''",
    "text/plain, '\u0010A'",
    "application/octet-stream, hello",
    "'', hello"
  })
  void otherType_is415(String type, String body) {
    Headers headers = Headers.of("x-ingest-key", KEY).with("Content-Type", type);

    assertRefusal(
        answer(new Request("POST", "/v1/traces", headers, Bytes.utf8(body))),
        415,
        3,
        "send OTLP as application/x-protobuf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"resourceSpans\":[]}", "{}", "", "{"})
  void json_is415InJson(String body) {
    Headers headers =
        Headers.of("x-ingest-key", KEY).with("Content-Type", "application/json; charset=utf-8");

    assertJson(
        answer(new Request("POST", "/v1/traces", headers, Bytes.utf8(body))),
        415,
        3,
        "send OTLP as application/x-protobuf");
  }

  /** The answer is of the request's type, whatever is wrong with the request. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /v1/other  | right | a | b        | 404 | 5  | post OTLP to /v1/traces, /v1/logs or /v1/metrics
          PUT  | /v1/traces | right | a | b        | 405 | 12 | only POST is allowed here
          PUT  | /healthz   | right | a | b        | 405 | 12 | only GET is allowed here
          POST | /v1/traces | wrong | a | b        | 401 | 16 | the ingest key is missing or wrong; set header x-ingest-key in the headers of Kong's opentelemetry plugin
          POST | /v1/traces | right | Content-Encoding | br  | 415 | 3  | Content-Encoding must be gzip or absent
          POST | /v1/traces | right | Content-Length | 17000000 | 413 | 8  | the body is larger than 16777216 bytes (MAX_BODY_BYTES); lower queue.max_batch_size of Kong's opentelemetry plugin
          POST | /v1/traces | right | Content-Length | 7 | 503 | 14 | Content-Length says 7, but 2 bytes arrived; behind Kong's aws-lambda plugin set skip_large_bodies=false
          """)
  void jsonAndSomethingElseWrong_isAnsweredInJson(
      String method,
      String path,
      String key,
      String header,
      String value,
      int status,
      int code,
      String message) {
    Headers headers =
        Headers.of("Content-Type", "application/json")
            .with("x-ingest-key", key.equals("right") ? KEY : key)
            .with(header, value);

    assertJson(answer(new Request(method, path, headers, Bytes.utf8("{}"))), status, code, message);
  }

  @Test
  void notOtlp_is503UntilThereIsAQuarantine() {
    assertUnavailable(
        answer(traces(NOT_OTLP)),
        "not an OTLP request for /v1/traces: ExportTraceServiceRequest: length 5 reaches past the"
            + " end of its message at byte 1; there is no quarantine to keep it");
  }

  @Test
  void notOtlpToBeRejected_is400() {
    around.environment.put("BAD_BATCH", "reject");

    assertRefusal(
        answer(traces(NOT_OTLP)),
        400,
        3,
        "not an OTLP request for /v1/traces: ExportTraceServiceRequest: length 5 reaches past the"
            + " end of its message at byte 1");
  }

  @Test
  void gzipThatLies_isNotOtlp() {
    around.environment.put("BAD_BATCH", "reject");
    Bytes gzip = Gzip.compress(BATCH);

    assertRefusal(
        answer(with(traces(BATCH), "Content-Encoding", "gzip")),
        400,
        3,
        "not an OTLP request for /v1/traces: no gzip header at byte 1");
    assertRefusal(
        answer(with(traces(gzip.slice(0, gzip.length() - 1)), "Content-Encoding", "gzip")),
        400,
        3,
        "not an OTLP request for /v1/traces: gzip ends in the middle at byte "
            + (gzip.length() - 1));
  }

  /** Too early would mean to be sent away again. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "1000, 1", "1001, 2", "16001, 17", "17000, 17"})
  void retryAfter_isInWholeSecondsRoundedUp(long millis, String seconds) {
    assertThat(Refusal.unavailable("later", Duration.ofMillis(millis)).headers())
        .isEqualTo(Headers.of("Retry-After", seconds));
  }

  @Test
  void tooLateToForward_is503() {
    OtlpProxy proxy = around.proxy();

    assertUnavailable(
        proxy.handle(traces(BATCH), around.now().plus(Duration.ofMillis(800))),
        "too little time is left to send the batch on");
    assertThat(around.lightstep.deliveries()).isEmpty();
  }

  private Response answer(Request request) {
    return around.handle(around.proxy(), request);
  }

  private static Request with(Request request, String header, String value) {
    return new Request(
        request.method(), request.target(), request.headers().with(header, value), request.body());
  }

  private static void assertUnknownKey(Response answer) {
    assertRefusal(
        answer,
        401,
        16,
        "the ingest key is missing or wrong; set header x-ingest-key in the headers of Kong's"
            + " opentelemetry plugin");
  }

  private static void assertUnavailable(Response answer, String message) {
    assertRefusal(answer, 503, 14, message);
    assertThat(answer.headers().first("Retry-After")).contains("1");
  }

  private static void assertJson(Response answer, int status, int code, String message) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().first("Content-Type")).contains("application/json");
    assertThat(answer.body().text())
        .isEqualTo("{\"code\":%d,\"message\":\"%s\"}".formatted(code, message));
  }

  private static void assertRefusal(Response answer, int status, int code, String message) {
    assertThat(answer.body().text()).contains(message);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().first("Content-Type")).contains("application/x-protobuf");
    assertThat(answer.body()).isEqualTo(new RpcStatus(code, message).bytes());
  }
}
