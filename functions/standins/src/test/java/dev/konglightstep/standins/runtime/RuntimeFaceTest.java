package dev.konglightstep.standins.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeFaceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final RuntimeModel model = new RuntimeModel(() -> NOW, Duration.ofSeconds(10));
  private final LoopbackServer server = LoopbackServer.start(new RuntimeFace(model), new Faults());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.shutdownNow();
    client.close();
    server.close();
  }

  @Test
  void next_eventWaits_isHandedOutWithItsHeaders() throws Exception {
    String requestId = model.invoke(Bytes.utf8("{\"a\":1}"));

    HttpResponse<String> next = get("invocation/next").get(10, TimeUnit.SECONDS);

    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(next.body()).isEqualTo("{\"a\":1}");
    assertThat(header(next, "Lambda-Runtime-Aws-Request-Id")).isEqualTo(requestId);
    assertThat(header(next, "Lambda-Runtime-Deadline-Ms"))
        .isEqualTo(Long.toString(NOW.plusSeconds(10).toEpochMilli()));
    assertThat(header(next, "Lambda-Runtime-Invoked-Function-Arn")).startsWith("arn:aws:lambda:");
    assertThat(header(next, "Lambda-Runtime-Trace-Id")).startsWith("Root=1-");
  }

  /** Two callers wait, one event comes: one of them gets it, the other goes on waiting. */
  @Test
  void next_noEvent_waitsForOne() throws Exception {
    CompletableFuture<String> first = get("invocation/next").thenApply(HttpResponse::body);
    CompletableFuture<String> second = get("invocation/next").thenApply(HttpResponse::body);

    model.invoke(Bytes.utf8("1"));
    assertThat(CompletableFuture.anyOf(first, second).get(10, TimeUnit.SECONDS)).isEqualTo("1");
    assertThat(first.isDone() && second.isDone()).isFalse();

    model.invoke(Bytes.utf8("2"));
    assertThat(first.get(10, TimeUnit.SECONDS) + second.get(10, TimeUnit.SECONDS)).isIn("12", "21");
  }

  @Test
  void response_eventIsOut_endsItOnce() throws Exception {
    String requestId = handOut();

    assertThat(post("invocation/" + requestId + "/response", "{}")).isEqualTo(202);
    assertThat(post("invocation/" + requestId + "/response", "{}")).isEqualTo(400);
    assertThat(model.awaitOutcome(requestId, 10)).contains(new Outcome.Answered(Bytes.utf8("{}")));
  }

  @Test
  void error_eventIsOut_endsItWithTheReport() throws Exception {
    String requestId = handOut();

    assertThat(post("invocation/" + requestId + "/error", "{\"errorMessage\":\"no\"}"))
        .isEqualTo(202);
    assertThat(model.awaitOutcome(requestId, 10))
        .contains(new Outcome.Failed("Kind.Of", Bytes.utf8("{\"errorMessage\":\"no\"}")));
  }

  @Test
  void initError_isKept() throws Exception {
    assertThat(model.awaitInitError(0)).isEmpty();
    assertThat(post("init/error", "{\"errorMessage\":\"no\"}")).isEqualTo(202);

    assertThat(model.awaitInitError(10))
        .contains(new Outcome.Failed("Kind.Of", Bytes.utf8("{\"errorMessage\":\"no\"}")));
  }

  @ParameterizedTest
  @CsvSource({
    "invocation/unknown/response, 400",
    "invocation/unknown/error, 400",
    "invocation/00000000-0000-4000-8000-000000000001/response, 400",
    "invocation/next, 404",
    "init/other, 404"
  })
  void post_whatIsNotOut_isRefused(String path, int status) throws Exception {
    String waiting = model.invoke(Bytes.EMPTY);

    assertThat(post(path, "{}")).isEqualTo(status);
    assertThat(model.awaitOutcome(waiting, 0)).isEmpty();
  }

  private String handOut() throws InterruptedException {
    model.invoke(Bytes.EMPTY);
    return model.next().requestId();
  }

  private CompletableFuture<HttpResponse<String>> get(String path) {
    return client.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  private int post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Lambda-Runtime-Function-Error-Type", "Kind.Of")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.url().resolve("/2018-06-01/runtime/" + path));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
