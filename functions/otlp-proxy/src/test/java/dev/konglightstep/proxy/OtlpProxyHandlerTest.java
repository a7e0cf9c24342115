package dev.konglightstep.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.RpcStatus;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The handler as Lambda calls it, on the sample events. */
class OtlpProxyHandlerTest {
  private static final Path EVENTS =
      Path.of(System.getProperty("project.root", "../.."), "events", "otlp-proxy");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int LARGEST_EVENT = 6 * 1024 * 1024;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Surroundings around = new Surroundings();

  @BeforeEach
  void putTheKeyOfTheEvents() {
    around.putKey("v2", "local-ingest-key");
  }

  @AfterEach
  void close() {
    around.close();
  }

  @ParameterizedTest
  @CsvSource({
    "function-url-traces, HEADERS, /traces/otlp/v0.9, 02-consumer-role-arn",
    "function-url-batch, HEADERS, /traces/otlp/v0.9, 11-batch-200",
    "function-url-logs, HEADERS, /v1/logs, 13-logs",
    "http-api-traces-gzip, HEADERS, /traces/otlp/v0.9, 10-secrets-in-url-and-sql",
    "http-api-v1-traces, HEADERS, /traces/otlp/v0.9, 14-remote-parent",
    "rest-api-traces, HEADERS, /traces/otlp/v0.9, 03-sigv4-akia",
    "kong-aws-lambda-batch, HEADERS, /traces/otlp/v0.9, 11a-batch-200-previous",
    "alb-traces, ALB, /traces/otlp/v0.9, 05-lattice-identity",
    "alb-multi-value-logs, ALB_MULTI_VALUE, /v1/logs, 13-logs"
  })
  void handleRequest_sampleEvent_deliversTheRecordedBytes(
      String event, Success answer, String path, String recording) throws IOException {
    assertThat(invoke(sample(event))).isEqualTo(answer.json);
    assertThat(around.lightstep.deliveries())
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.path()).isEqualTo(path);
              Arrival.assertArrived(path, Recording.body(recording), delivery.body());
            });
  }

  @ParameterizedTest
  @CsvSource({
    "function-url-wrong-key, 401, x-ingest-key",
    "function-url-healthz, 200, ok",
    "alb-healthz, 200, ok",
    "kong-aws-lambda-body-skipped, 503, skip_large_bodies=false",
    "rest-api-binary-as-text, 503, binaryMediaTypes"
  })
  void handleRequest_sampleEvent_deliversNothingAndSaysWhy(String event, int status, String why)
      throws IOException {
    JsonNode answer = MAPPER.readTree(invoke(sample(event)));

    assertThat(answer.path("statusCode").intValue()).isEqualTo(status);
    assertThat(new String(answer.path("body").binaryValue(), UTF_8)).contains(why);
    assertThat(around.lightstep.deliveries()).isEmpty();
  }

  /** Never 200: an empty or damaged body would be lost. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CANARY! | true  | the event says base64, but its body is not
          \u00e9 | false | binary data arrived as text and is damaged; pass application/x-protobuf as binary (API Gateway: binaryMediaTypes; Kong's aws-lambda plugin: base64_encode_body)
          """)
  void handleRequest_bodyThatIsNotWhatTheEventSays_is503(String body, boolean base64, String why)
      throws IOException {
    ObjectNode event = (ObjectNode) MAPPER.readTree(sample("function-url-traces"));
    event.put("body", body).put("isBase64Encoded", base64);
    ((ObjectNode) event.get("headers")).remove("content-length");

    JsonNode answer = MAPPER.readTree(invoke(MAPPER.writeValueAsBytes(event)));

    assertThat(answer.path("statusCode").intValue()).isEqualTo(503);
    assertThat(answer.path("headers").toString())
        .isEqualTo("{\"Content-Type\":\"application/x-protobuf\",\"Retry-After\":\"1\"}");
    assertThat(answer.path("body").binaryValue()).isEqualTo(new RpcStatus(14, why).bytes().copy());
    assertThat(around.lightstep.deliveries()).isEmpty();
  }

  /** Whatever a client writes into a header; ^ is CRLF here, ~ is NUL. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x-ingest-key     | local-ingest-key^x: CANARY | 401
          x-ingest-key     | local-ingest-key~          | 401
          content-length   | 7^x: CANARY                | 503
          content-length   | 99999999999999999999999        | 503
          content-length   | 99999999999999                 | 413
          content-encoding | gzip^x: CANARY             | 415
          content-type     | application/x-protobuf^x: CANARY | 200
          content-type     | ;;;;\u00e9                      | 200
          x-amzn-trace-id  | Root=1-ffffffff-CANARY         | 200
          host             | CANARY^^GET / HTTP/1.1   | 200
          lightstep-access-token | CANARY                   | 200
          transfer-encoding | chunked                       | 200
          """)
  void handleRequest_hostileHeader_hasItsAnswerAndGoesNoFurther(
      String name, String value, int status) throws IOException {
    ObjectNode event = (ObjectNode) MAPPER.readTree(sample("function-url-traces"));
    ((ObjectNode) event.get("headers")).put(name, value.replace("^", "\r\n").replace("~", "\0"));

    JsonNode answer = MAPPER.readTree(invoke(MAPPER.writeValueAsBytes(event)));

    assertThat(answer.path("statusCode").intValue()).isEqualTo(status);
    assertThat(around.lightstep.deliveries())
        .hasSize(status == 200 ? 1 : 0)
        .allSatisfy(
            delivery -> {
              assertThat(delivery.token()).isEqualTo(Surroundings.TOKEN);
              assertThat(delivery.headers().first("x")).isEmpty();
              assertThat(delivery.headers().first("Content-Type"))
                  .contains("application/x-protobuf");
            });
  }

  @Test
  void handleRequest_loadBalancersHealthCheck_isAnsweredInItsForm() throws IOException {
    assertThat(invoke(sample("alb-healthz")))
        .isEqualTo(
            "{\"statusCode\":200,\"statusDescription\":\"200 OK\","
                + "\"headers\":{\"Content-Type\":\"text/plain\"},"
                + "\"body\":\"b2sK\",\"isBase64Encoded\":true}");
  }

  @Test
  void samples_allHaveATest() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names)
          .containsExactly(
              "alb-healthz.json",
              "alb-multi-value-logs.json",
              "alb-traces.json",
              "function-url-batch.json",
              "function-url-healthz.json",
              "function-url-logs.json",
              "function-url-traces.json",
              "function-url-wrong-key.json",
              "http-api-traces-gzip.json",
              "http-api-v1-traces.json",
              "kong-aws-lambda-batch.json",
              "kong-aws-lambda-body-skipped.json",
              "rest-api-binary-as-text.json",
              "rest-api-traces.json");
    }
  }

  /** The answer budget counts from when AWS took the request. */
  @ParameterizedTest
  @CsvSource({
    "function-url-traces, timeEpoch",
    "http-api-v1-traces, requestTimeEpoch",
    "rest-api-traces, requestTimeEpoch",
    "kong-aws-lambda-batch, requestTimeEpoch"
  })
  void handleRequest_eventThatWaitedTooLong_is503(String name, String field) throws IOException {
    around.environment.put("ANSWER_BUDGET", "PT4.3S");
    ObjectNode event = (ObjectNode) MAPPER.readTree(sample(name));
    ObjectNode context = (ObjectNode) event.get("requestContext");
    context.put(field, around.now().toEpochMilli() - 4000);

    assertThat(invoke(MAPPER.writeValueAsBytes(event))).startsWith("{\"statusCode\":503,");
  }

  @ParameterizedTest
  @CsvSource({"alb-traces, headers", "alb-multi-value-logs, multiValueHeaders"})
  void handleRequest_loadBalancerEventThatWaitedTooLong_is503(String name, String headers)
      throws IOException {
    around.environment.put("ANSWER_BUDGET", "PT4.3S");
    ObjectNode event = (ObjectNode) MAPPER.readTree(sample(name));
    ((ObjectNode) event.get(headers))
        .put(
            "x-amzn-trace-id",
            "Root=1-%08x-abcdef012345678912345678".formatted(around.now().getEpochSecond() - 4));

    assertThat(invoke(MAPPER.writeValueAsBytes(event)))
        .startsWith("{\"statusCode\":503,\"statusDescription\":\"503 Service Unavailable\",");
  }

  /**
   * The largest event that Lambda passes: read, decoded, scanned, compressed and delivered. A
   * function of 512 MB has a heap of 400 MB, so no stage may copy without need.
   */
  @Test
  void handleRequest_largestEvent_isDeliveredInFewCopies() throws IOException {
    byte[] body = batches(LARGEST_EVENT * 5 / 7);
    byte[] event = kongEvent(body);
    assertThat(event.length).isBetween(LARGEST_EVENT * 9 / 10, LARGEST_EVENT);
    OtlpProxyHandler handler = new OtlpProxyHandler(around.environment);
    invoke(handler, sample("function-url-traces"));

    long before = THREADS.getCurrentThreadAllocatedBytes();
    String answer = invoke(handler, event);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(answer).isEqualTo(Success.HEADERS.json);
    Delivery delivery = around.lightstep.deliveries().getLast();
    Arrival.assertArrived(delivery.path(), Bytes.of(body), delivery.body());
    assertThat(allocated).isLessThan(21L * LARGEST_EVENT / 4);
  }

  /** Requests one behind the other are one request: protobuf merges what is repeated. */
  private static byte[] batches(int maxSize) {
    byte[] batch = Recording.body("11-batch-200").copy();
    byte[] body = new byte[maxSize / batch.length * batch.length];
    for (int at = 0; at < body.length; at += batch.length) {
      System.arraycopy(batch, 0, body, at, batch.length);
    }
    return body;
  }

  private static byte[] kongEvent(byte[] body) throws IOException {
    ObjectNode event = (ObjectNode) MAPPER.readTree(sample("kong-aws-lambda-body-skipped"));
    String length = String.valueOf(body.length);
    event.put("body", body);
    ((ObjectNode) event.get("headers")).put("content-length", length);
    ((ObjectNode) event.get("multiValueHeaders")).putArray("content-length").add(length);
    return MAPPER.writeValueAsString(event).replace("/", "\\/").getBytes(UTF_8);
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(EVENTS.resolve(name + ".json"));
  }

  private String invoke(byte[] event) throws IOException {
    return invoke(new OtlpProxyHandler(around.environment), event);
  }

  private static String invoke(OtlpProxyHandler handler, byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), out, new NoContext());
    return out.toString(UTF_8);
  }

  /** "Everything accepted", exactly as each sender of events reads it. */
  enum Success {
    HEADERS(
        "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"application/x-protobuf\"},"
            + "\"body\":\"\",\"isBase64Encoded\":true}"),
    ALB(
        "{\"statusCode\":200,\"statusDescription\":\"200 OK\","
            + "\"headers\":{\"Content-Type\":\"application/x-protobuf\"},"
            + "\"body\":\"\",\"isBase64Encoded\":true}"),
    ALB_MULTI_VALUE(
        "{\"statusCode\":200,\"statusDescription\":\"200 OK\","
            + "\"multiValueHeaders\":{\"Content-Type\":[\"application/x-protobuf\"]},"
            + "\"body\":\"\",\"isBase64Encoded\":true}");

    private final String json;

    Success(String json) {
      this.json = json;
    }
  }
}
