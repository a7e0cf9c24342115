package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.standins.kong.FreshTraces;
import dev.konglightstep.standins.kong.Recording;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code make local} as an outsider uses it: a process, a sender and a sink that are not ours. */
class LocalProcessTest {
  private static final Pattern READY =
      Pattern.compile(
          "ready proxy=(http://127\\.0\\.0\\.1:\\d+) lightstep=(\\S+) aws=(\\S+) kong=none");

  /** The one body of which something is taken out. */
  private static final String WITH_SECRETS = "10-secrets-in-url-and-sql";

  @Test
  void local_ownSink_getsAllThatWasRecordedUnderTheGivenToken() throws Exception {
    try (ForeignSink sink = new ForeignSink()) {
      Process local =
          start(
              Map.of(
                  "PORT", "0",
                  "LIGHTSTEP_URL", sink.url(),
                  "LOCAL_TOKEN", "CANARY-token",
                  "LOCAL_INGEST_KEY", "CANARY-key"));
      try (BufferedReader out = local.inputReader()) {
        Matcher ready = READY.matcher(String.valueOf(out.readLine()));
        assertThat(ready.matches()).isTrue();
        assertThat(ready.group(2)).isEqualTo(sink.url());

        List<String> names =
            Stream.concat(Recording.IN_A_ROW.stream(), Recording.SINGLE.stream())
                .filter(name -> !name.equals(WITH_SECRETS))
                .toList();
        for (String name : names) {
          assertThat(post(ready.group(1), "CANARY-key", Recording.body(name))).isEqualTo(200);
        }
        assertThat(post(ready.group(1), "other", Recording.body(names.getFirst()))).isEqualTo(401);

        assertThat(sink.received())
            .extracting(received -> untold(received.body()))
            .containsExactlyElementsOf(
                names.stream().map(name -> untold(Recording.body(name))).toList());
        assertThat(sink.received())
            .allSatisfy(
                received -> {
                  assertThat(received.path()).isEqualTo("/traces/otlp/v0.9");
                  assertThat(received.headers())
                      .containsEntry("Lightstep-access-token", List.of("CANARY-token"));
                });
        local.toHandle().destroy();
        assertThat(local.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(out.lines().toList()).isEmpty();
        assertThat(new String(local.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
            .doesNotContain("CANARY");
      } finally {
        local.destroyForcibly();
      }
    }
  }

  /** A batch without what its roots are told of their callers. */
  private static ExportTraceServiceRequest untold(Bytes batch) {
    try {
      ExportTraceServiceRequest.Builder request =
          ExportTraceServiceRequest.parseFrom(batch.copy()).toBuilder();
      request.getResourceSpansBuilderList().stream()
          .flatMap(resource -> resource.getScopeSpansBuilderList().stream())
          .flatMap(scope -> scope.getSpansBuilderList().stream())
          .forEach(LocalProcessTest::forget);
      return request.build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static void forget(Span.Builder span) {
    List<KeyValue> others =
        span.getAttributesList().stream()
            .filter(pair -> !pair.getKey().startsWith("iam.principal."))
            .toList();
    span.clearAttributes().addAllAttributes(others);
  }

  /** 40 bodies of 4 MB at once in a heap of 64 MB: some must wait, and none ends the process. */
  @Test
  void local_moreThanFitsIntoTheHeap_isAnsweredAndServesOn() throws Exception {
    try (ForeignSink sink = new ForeignSink();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Process local = start(Map.of("PORT", "0", "LIGHTSTEP_URL", sink.url()), "-Xmx64m");
      try (BufferedReader out = local.inputReader()) {
        Matcher ready = READY.matcher(String.valueOf(out.readLine()));
        assertThat(ready.matches()).isTrue();
        List<Future<Integer>> answers = new ArrayList<>();
        for (Bytes large : IntStream.range(0, 40).mapToObj(LocalProcessTest::large).toList()) {
          answers.add(threads.submit(() -> post(ready.group(1), "local-ingest-key", large)));
        }

        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
          statuses.add(answer.get(60, TimeUnit.SECONDS));
        }
        assertThat(statuses).hasSize(40).contains(200, 503).containsOnly(200, 503);
        Bytes small = Recording.body("01-anonymous-200");
        assertThat(post(ready.group(1), "local-ingest-key", small)).isEqualTo(200);
      } finally {
        local.destroyForcibly();
      }
    }
  }

  /** Requests one behind the other are one request: protobuf merges what is repeated. */
  private static Bytes large(int seed) {
    Recording recording = Recording.load("11-batch-200");
    FreshTraces fresh = new FreshTraces(new Random(seed));
    byte[] batch = recording.with(recording.spans().stream().map(fresh::of).toList()).copy();
    ByteBuffer large = ByteBuffer.allocate((4 << 20) / batch.length * batch.length);
    while (large.hasRemaining()) {
      large.put(batch);
    }
    return Bytes.of(large.array());
  }

  @Test
  void local_badSetting_endsWithTwoAndNamesIt() throws Exception {
    assertEnds(Map.of("PORT", "CANARY"), "PORT: expected a whole number from 0 to 65535");
    assertEnds(
        Map.of("LIGHTSTEP_URL", "http://CANARY.example"),
        "LIGHTSTEP_URL: expected https (http only to a loopback address)");
    assertEnds(
        Map.of("LOCAL_TOKEN", "CANARY token"),
        "LOCAL_TOKEN: expected visible ASCII characters, at least one");
    assertEnds(
        Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1", "AWS_REGION", "eu-west-1"),
        "TOKEN_SECRET_ID: is missing; set it to the name or ARN of the secret that holds the"
            + " Lightstep token");
  }

  private static void assertEnds(Map<String, String> environment, String message)
      throws IOException, InterruptedException {
    Process local = start(environment);
    String error = new String(local.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(error).isEqualToIgnoringNewLines("kong-lightstep: " + message);
    assertThat(local.waitFor()).isEqualTo(2);
  }

  private static int post(String proxy, String key, Bytes body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(proxy + "/v1/traces"))
                  .timeout(Duration.ofSeconds(30))
                  .header("Content-Type", "application/x-protobuf")
                  .header("x-ingest-key", key)
                  .POST(BodyPublishers.ofByteArray(body.copy()))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static Process start(Map<String, String> environment, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dsun.net.httpserver.nodelay=true");
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.add("local");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    // A cold process on a busy machine; deadlines have tests of their own.
    builder.environment().put("ANSWER_BUDGET", "PT60S");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
