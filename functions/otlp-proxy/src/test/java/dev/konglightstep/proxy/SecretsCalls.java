package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.KEY_SECRET;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.standins.http.Face;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps what Secrets Manager was asked, and can make it wait before it answers. */
final class SecretsCalls implements Face {
  /** The call that reads the labels of the ingest key. */
  static final String DESCRIBE = "DescribeSecret " + KEY_SECRET;

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Face face;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile CountDownLatch waiting = new CountDownLatch(0);

  SecretsCalls(Face face) {
    this.face = face;
  }

  /** The call that reads the value of a version of the ingest key. */
  static String get(String version) {
    return "GetSecretValue " + KEY_SECRET + " " + version;
  }

  /** Requests that are that call, for faults. */
  static Predicate<Request> calling(String call) {
    return request -> name(request).equals(call);
  }

  /** What was asked about the ingest key since the last time, without what a fault swallowed. */
  List<String> take() {
    List<String> taken = calls.stream().filter(call -> call.contains(KEY_SECRET)).toList();
    calls.clear();
    return taken;
  }

  /** All that was asked since the last {@link #take}. */
  List<String> seen() {
    return List.copyOf(calls);
  }

  /** From now on calls wait for {@link #release}. */
  void hold() {
    waiting = new CountDownLatch(1);
    gate = new CountDownLatch(1);
  }

  void awaitCall() throws InterruptedException {
    if (!waiting.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nothing was asked");
    }
  }

  void release() {
    gate.countDown();
  }

  @Override
  public Response answer(Request request) {
    calls.add(name(request));
    waiting.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return face.answer(request);
  }

  private static String name(Request request) {
    String operation = request.headers().first("X-Amz-Target").orElse("");
    try {
      JsonNode input = MAPPER.readTree(request.body().decode().stream());
      String version = input.path("VersionId").asText() + input.path("VersionStage").asText();
      String call =
          operation.replace("secretsmanager.", "") + " " + input.path("SecretId").asText();
      return version.isEmpty() ? call : call + " " + version;
    } catch (IOException | UnreadableBodyException e) {
      throw new IllegalStateException("not a call of Secrets Manager", e);
    }
  }
}
