package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.platform.ObjectUri;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket with policies, over real HTTP, what is said about them, and a clock to turn. */
final class PolicyAround implements AutoCloseable {
  static final String KEY = "kong/policy.json";

  private Duration ahead = Duration.ZERO;
  final Faults faults = new Faults();
  final S3Model s3 = new S3Model(this::now);
  private final LoopbackServer server = LoopbackServer.start(new S3Face(s3), faults);
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final ByteArrayOutputStream measured = new ByteArrayOutputStream();
  private final Metrics metrics =
      new Metrics(SelfTelemetry.EMF, "OtlpProxy", stream(measured), this::now);

  PolicyAround() {
    s3.createBucket("policies");
    s3.enableVersioning("policies");
    s3.createBucket("unversioned");
  }

  void put(String bucket, String policy) {
    s3.putObject(PutObject.of(bucket, KEY, Bytes.utf8(policy)));
    // Time of S3 has whole seconds.
    pass(Duration.ofSeconds(1));
  }

  void put(String policy) {
    put("policies", policy);
  }

  /** An environment that has loaded nothing yet. */
  Refreshed<Policy> fresh() {
    return fresh("s3://policies/" + KEY);
  }

  Refreshed<Policy> fresh(String uri) {
    Map<String, String> environment =
        Map.of(
            "POLICY_URI", uri,
            "AWS_ENDPOINT_URL", server.url().toString(),
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "CANARY-aws");
    Settings settings = new Settings(environment);
    Optional<ObjectUri> place = ObjectUri.from(settings, "POLICY_URI");
    Log log = new Log(Level.INFO, stream(logged), this::now);
    return PolicyLoading.from(place, AwsSettings.from(settings), log, metrics, this::now);
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

  private static PrintStream stream(ByteArrayOutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
