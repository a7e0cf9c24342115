package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.lightstep.Delivery;
import dev.konglightstep.standins.runtime.Outcome;
import dev.konglightstep.standins.runtime.RuntimeFace;
import dev.konglightstep.standins.runtime.RuntimeModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handler under Lambda's own runtime interface client, which is native code for Linux. */
@EnabledOnOs(OS.LINUX)
class LambdaRuntimeTest {
  private static final Path EVENTS =
      Path.of(System.getProperty("project.root", "../.."), "events", "otlp-proxy");
  private static final String KEY_OF_THE_EVENTS = "local-ingest-key";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Surroundings around = new Surroundings();
  private final RuntimeModel lambda =
      new RuntimeModel(InstantSource.system(), Duration.ofSeconds(30));
  private final LoopbackServer api = LoopbackServer.start(new RuntimeFace(lambda), new Faults());

  @TempDir private Path directory;

  /** How the connections that the process has kept can be dead when it wakes. */
  static Stream<Named<Consumer<Surroundings>>> ends() {
    return Stream.of(
        Named.of("closed", Surroundings::restartLightstep),
        Named.of("forgotten", around -> around.lightstepServer.forgetConnections()));
  }

  @BeforeEach
  void putTheKeyOfTheEvents() {
    around.putKey("v2", KEY_OF_THE_EVENTS);
  }

  @AfterEach
  void close() {
    api.close();
    around.close();
  }

  @Test
  void samples_allOfThem_areAnsweredAndArrive() throws Exception {
    List<Bytes> expected = new ArrayList<>();
    try (LambdaProcess process = start()) {
      for (Path event : events()) {
        String name = event.getFileName().toString();

        int status = expectedStatus(name);

        assertThat(status(invoke(Files.readAllBytes(event)))).as(name).isEqualTo(status);
        // Samples of several shapes hold one recorded batch; the second time it is a repetition.
        if (status == 200 && !name.contains("healthz") && !expected.contains(batch(event))) {
          expected.add(batch(event));
        }
        List<Delivery> deliveries = around.lightstep.deliveries();
        assertThat(deliveries).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
          Arrival.assertArrived(
              deliveries.get(i).path(), expected.get(i), deliveries.get(i).body());
        }
      }
      assertThat(expected).hasSizeGreaterThan(3);
      assertThat(around.lightstep.deliveries())
          .extracting(Delivery::token)
          .containsOnly(Surroundings.TOKEN);
      assertNoSecret(process);
    }
  }

  @Test
  void settings_oneIsMissing_isAnInitErrorThatNamesIt() throws Exception {
    around.environment.remove("TOKEN_SECRET_ID");

    try (LambdaProcess process = start()) {
      Outcome.Failed failure = lambda.awaitInitError(60).orElseThrow();

      assertThat(failure.report().text())
          .contains("TOKEN_SECRET_ID: is missing; set it to the name or ARN of the secret")
          .doesNotContain("CANARY");
      assertThat(process.awaitEnd()).isNotZero();
      assertNoSecret(process);
    }
  }

  /** Each of these has something to say, and has just handled what must not be said. */
  @Test
  void log_afterFailures_tellsThemAndHoldsNoSecret() throws Exception {
    byte[] event = Files.readAllBytes(EVENTS.resolve("function-url-traces.json"));
    byte[] another = Files.readAllBytes(EVENTS.resolve("function-url-batch.json"));
    byte[] third = Files.readAllBytes(EVENTS.resolve("function-url-logs.json"));
    byte[] wrongKey = Files.readAllBytes(EVENTS.resolve("function-url-wrong-key.json"));
    // No JSON: the AWS SDK quotes such an answer, which may be a secret, in its exception.
    Bytes quoted = Bytes.utf8("CANARY");
    around.environment.put("LOG_LEVEL", "debug");
    try (LambdaProcess process = start()) {
      assertThat(status(invoke(event))).isEqualTo(200);
      around.lightstepFaults.next(new Fault.Answer(new Response(400, Headers.NONE, quoted)));
      assertThat(status(invoke(another))).isEqualTo(503);
      around.lightstep.refuse(Surroundings.TOKEN);
      assertThat(status(invoke(third))).isEqualTo(503);
      around.secretsFaults.next(new Fault.Answer(new Response(200, Headers.NONE, quoted)));
      assertThat(status(invoke(wrongKey))).isEqualTo(503);
      String notHttp = lambda.invoke(Bytes.utf8("{\"CANARY\":1}"));
      assertThat(lambda.awaitOutcome(notHttp, 60))
          .get(InstanceOfAssertFactories.type(Outcome.Failed.class))
          .extracting(failure -> failure.report().text(), InstanceOfAssertFactories.STRING)
          .contains("expected an HTTP event")
          .doesNotContain("CANARY");

      assertThat(process.output())
          .contains("the backend refused the batch")
          .contains("the backend refused the access token")
          .contains("a secret cannot be read")
          .contains("expected an HTTP event");
      assertNoSecret(process);
    }
  }

  /** Lambda freezes a process after its answer; meanwhile the backend gives its connection up. */
  @ParameterizedTest
  @MethodSource("ends")
  void freeze_connectionsEndMeanwhile_nextBatchIsAnsweredAndNothingLost(Consumer<Surroundings> end)
      throws Exception {
    Path first = EVENTS.resolve("function-url-traces.json");
    Path second = EVENTS.resolve("function-url-batch.json");
    try (LambdaProcess process = start()) {
      assertThat(status(invoke(Files.readAllBytes(first)))).isEqualTo(200);
      process.freeze();
      end.accept(around);
      String requestId = lambda.invoke(Bytes.of(Files.readAllBytes(second)));
      process.thaw();

      assertThat(status(outcome(requestId))).isEqualTo(200);
      List<Delivery> deliveries = around.lightstep.deliveries();
      assertThat(deliveries).hasSize(2);
      Arrival.assertArrived(deliveries.get(0).path(), batch(first), deliveries.get(0).body());
      Arrival.assertArrived(deliveries.get(1).path(), batch(second), deliveries.get(1).body());
      assertNoSecret(process);
    }
  }

  private LambdaProcess start() throws IOException {
    return LambdaProcess.start(api.url(), around.environment, directory.resolve("log"));
  }

  private static int expectedStatus(String name) {
    if (name.contains("wrong-key")) {
      return 401;
    }
    return name.contains("skipped") || name.contains("as-text") ? 503 : 200;
  }

  private JsonNode invoke(byte[] event) throws IOException, InterruptedException {
    return outcome(lambda.invoke(Bytes.of(event)));
  }

  private JsonNode outcome(String requestId) throws IOException, InterruptedException {
    return switch (lambda.awaitOutcome(requestId, 60).orElseThrow()) {
      case Outcome.Answered(Bytes answer) -> MAPPER.readTree(answer.stream());
      case Outcome.Failed failure -> throw new AssertionError(failure.report().text());
    };
  }

  private static int status(JsonNode answer) {
    return answer.path("statusCode").intValue();
  }

  private static void assertNoSecret(LambdaProcess process) throws IOException {
    assertThat(process.output()).doesNotContain("CANARY", KEY_OF_THE_EVENTS);
  }

  private static List<Path> events() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** The Export request in an event, as it must arrive. */
  private static Bytes batch(Path event) throws IOException {
    JsonNode json = MAPPER.readTree(event.toFile());
    byte[] body = Base64.getDecoder().decode(json.path("body").asText());
    boolean gzip = json.path("headers").path("content-encoding").asText().equals("gzip");
    try (InputStream in = new ByteArrayInputStream(body);
        InputStream plain = gzip ? new GZIPInputStream(in) : in) {
      return Bytes.of(plain.readAllBytes());
    }
  }
}
