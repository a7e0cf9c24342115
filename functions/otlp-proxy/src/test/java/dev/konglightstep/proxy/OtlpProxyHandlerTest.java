package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
    "function-url-traces, /traces/otlp/v0.9, 02-consumer-role-arn",
    "function-url-batch, /traces/otlp/v0.9, 11-batch-200",
    "function-url-logs, /v1/logs, 13-logs",
    "http-api-traces-gzip, /traces/otlp/v0.9, 10-secrets-in-url-and-sql"
  })
  void handleRequest_sampleEvent_deliversTheRecordedBytes(
      String event, String path, String recording) throws IOException {
    JsonNode answer = invoke(Files.readAllBytes(EVENTS.resolve(event + ".json")));

    assertThat(answer.path("statusCode").intValue()).isEqualTo(200);
    assertThat(answer.path("isBase64Encoded").booleanValue()).isTrue();
    assertThat(answer.path("body").asText()).isEmpty();
    assertThat(answer.path("headers").path("Content-Type").asText())
        .isEqualTo("application/x-protobuf");
    Bytes body = Recording.body(recording);
    assertThat(around.lightstep.deliveries())
        .singleElement()
        .extracting(Delivery::path, Delivery::body)
        .containsExactly(path, body);
  }

  @ParameterizedTest
  @CsvSource({"function-url-wrong-key, 401", "function-url-healthz, 200"})
  void handleRequest_sampleEvent_deliversNothing(String event, int status) throws IOException {
    JsonNode answer = invoke(Files.readAllBytes(EVENTS.resolve(event + ".json")));

    assertThat(answer.path("statusCode").intValue()).isEqualTo(status);
    assertThat(around.lightstep.deliveries()).isEmpty();
  }

  @Test
  void samples_allHaveATest() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names)
          .containsExactly(
              "function-url-batch.json",
              "function-url-healthz.json",
              "function-url-logs.json",
              "function-url-traces.json",
              "function-url-wrong-key.json",
              "http-api-traces-gzip.json");
    }
  }

  /** The answer budget counts from when AWS took the request. */
  @Test
  void handleRequest_eventThatWaitedTooLong_is503() throws IOException {
    around.environment.put("ANSWER_BUDGET", "PT4.3S");
    ObjectNode event =
        (ObjectNode) MAPPER.readTree(EVENTS.resolve("function-url-traces.json").toFile());
    ObjectNode context = (ObjectNode) event.get("requestContext");
    context.put("timeEpoch", around.now().toEpochMilli() - 4000);

    assertThat(invoke(MAPPER.writeValueAsBytes(event)).path("statusCode").intValue())
        .isEqualTo(503);
  }

  private JsonNode invoke(byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new OtlpProxyHandler(around.environment)
        .handleRequest(new ByteArrayInputStream(event), out, new NoContext());
    return MAPPER.readTree(out.toByteArray());
  }
}
