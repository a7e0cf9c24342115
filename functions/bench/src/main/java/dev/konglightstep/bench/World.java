package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.runtime.Outcome;
import dev.konglightstep.standins.runtime.RuntimeFace;
import dev.konglightstep.standins.runtime.RuntimeModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/** What is around a function under test, all on the loopback; the backend forgets what it gets. */
final class World implements AutoCloseable {
  static final String TOKEN_SECRET = "bench/token";
  private static final String KEY_SECRET = "bench/key";
  private static final String KEY = "bench-key";
  private static final long PATIENCE_SECONDS = 60;

  private final SecretsManagerModel secrets = new SecretsManagerModel(InstantSource.system());
  private final RuntimeModel lambda =
      new RuntimeModel(InstantSource.system(), Duration.ofSeconds(PATIENCE_SECONDS));
  private final LoopbackServer secretsManager =
      LoopbackServer.start(new SecretsManagerFace(secrets), new Faults());
  private final LoopbackServer backend =
      LoopbackServer.start(request -> new Response(200, Headers.NONE, Bytes.EMPTY), new Faults());
  private final LoopbackServer runtimeApi =
      LoopbackServer.start(new RuntimeFace(lambda), new Faults());

  World() {
    secrets.put(TOKEN_SECRET, "v1", "{\"token\":\"bench-token\"}");
    secrets.put(KEY_SECRET, "v1", "{\"issuer\":\"generated\",\"token\":\"" + KEY + "\"}");
  }

  URI runtimeApi() {
    return runtimeApi.url();
  }

  URI backend() {
    return backend.url();
  }

  Map<String, String> environment() {
    return Map.of(
        "LIGHTSTEP_URL",
        backend.url().toString(),
        "AWS_ENDPOINT_URL",
        secretsManager.url().toString(),
        "AWS_REGION",
        "eu-west-1",
        "AWS_ACCESS_KEY_ID",
        "bench",
        "AWS_SECRET_ACCESS_KEY",
        "bench",
        "TOKEN_SECRET_ID",
        TOKEN_SECRET,
        "INGEST_KEY_SECRET_ID",
        KEY_SECRET,
        // As deployed: their clients are made at the start, and nothing is spilled.
        "SPILL_QUEUE_URL",
        secretsManager.url() + "/000000000000/spill",
        "SPILL_BUCKET",
        "spill",
        "ANSWER_BUDGET",
        "PT60S");
  }

  /** Hands an event to the function that asks for one, and waits for its answer. */
  String invoke(Bytes event) throws InterruptedException {
    Outcome outcome =
        lambda
            .awaitOutcome(lambda.invoke(event), PATIENCE_SECONDS)
            .orElseThrow(() -> new IllegalStateException("the function does not answer"));
    return switch (outcome) {
      case Outcome.Answered answered -> answered.answer().text();
      case Outcome.Failed failed -> throw new IllegalStateException(failed.report().text());
    };
  }

  /** A function URL's event with that batch. */
  static Bytes event(Bytes batch) {
    String head =
        """
        {"version":"2.0","rawPath":"/v1/traces","headers":{"x-ingest-key":"%s",\
        "content-type":"application/x-protobuf","content-length":"%d"},"requestContext":\
        {"http":{"method":"POST","path":"/v1/traces"},"stage":"$default"},"isBase64Encoded":true,\
        "body":"%s"}"""
            .formatted(KEY, batch.length(), Base64.getEncoder().encodeToString(batch.copy()));
    return Bytes.of(head.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    runtimeApi.close();
    backend.close();
    secretsManager.close();
  }
}
