package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.policy.identity.Snapshot;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import dev.konglightstep.proxy.aws.S3Document;
import dev.konglightstep.proxy.document.DocumentStore;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.s3.PutObject;
import dev.konglightstep.standins.s3.S3Face;
import dev.konglightstep.standins.s3.S3Model;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A bucket with a directory of principals, over real HTTP, what is said, and a clock to turn. */
final class SnapshotAround implements AutoCloseable {
  static final String BUCKET = "principals";
  static final String KEY = "principals.txt.gz";
  static final String URI = "s3://" + BUCKET + "/" + KEY;

  private Duration ahead = Duration.ZERO;
  final Faults faults = new Faults();
  final S3Model s3 = new S3Model(this::now);

  /** What S3 was asked for: "" or the ETag that the caller knows, and what it answered. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  private final S3Face face = new S3Face(s3);
  private final LoopbackServer server = LoopbackServer.start(this::answer, faults);
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final ByteArrayOutputStream measured = new ByteArrayOutputStream();
  private final Metrics metrics =
      new Metrics(SelfTelemetry.EMF, "OtlpProxy", stream(measured), this::now);

  SnapshotAround() {
    s3.createBucket(BUCKET);
  }

  /** Writes a directory of roles, as the map does. */
  void put(String... roles) {
    putBytes(Gzip.compress(Roles.directory(now(), roles)));
  }

  void putBytes(Bytes object) {
    s3.putObject(PutObject.of(BUCKET, KEY, object));
  }

  /** The tag of what is there. */
  String etag() {
    return s3.getObject(BUCKET, KEY).etag();
  }

  /** An environment that has loaded nothing yet. */
  Refreshed.Source<Snapshot> fresh() {
    return fresh(Map.of("PRINCIPALS_URI", URI));
  }

  Refreshed.Source<Snapshot> fresh(Map<String, String> environment) {
    Settings settings = settings(environment);
    return SnapshotLoading.from(
        PrincipalsSettings.from(settings), AwsSettings.from(settings), logs(), metrics, this::now);
  }

  /** One that takes no longer text than that. */
  Refreshed.Source<Snapshot> atMost(int bytes) {
    return over(new S3Document(AwsSettings.from(settings(Map.of())), BUCKET, KEY, bytes), bytes);
  }

  /** One on another store. */
  Refreshed.Source<Snapshot> over(DocumentStore store, int most) {
    return SnapshotLoading.from(store, URI, most, Duration.ofHours(6), logs(), metrics, this::now);
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "AWS_ENDPOINT_URL", server.url().toString(),
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "CANARY-aws"));
    environment.putAll(more);
    return new Settings(environment);
  }

  private Log logs() {
    return new Log(Level.INFO, stream(logged), this::now);
  }

  /** What was logged since this was asked for last. */
  List<String> log() {
    List<String> lines = logged.toString(StandardCharsets.UTF_8).lines().toList();
    logged.reset();
    return lines;
  }

  /** What was counted since this was asked for last. */
  String counts() {
    pass(Duration.ofSeconds(31));
    metrics.report();
    String line = measured.toString(StandardCharsets.UTF_8);
    measured.reset();
    return line.replaceAll(".*\"Function\":\"OtlpProxy\",?", "").strip();
  }

  Instant now() {
    return Instant.parse("2026-11-24T10:00:00Z").plus(ahead);
  }

  void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  static Fault status(int status) {
    return new Fault.Answer(new Response(status, Headers.NONE, Bytes.EMPTY));
  }

  private Response answer(Request request) {
    Response answer = face.answer(request);
    asked.add(request.headers().first("If-None-Match").orElse("") + " " + answer.status());
    return answer;
  }

  private static PrintStream stream(ByteArrayOutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
