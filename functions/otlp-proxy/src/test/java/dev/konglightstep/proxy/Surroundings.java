package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.platform.Seeds;
import dev.konglightstep.platform.aws.SecretsManagerVersions;
import dev.konglightstep.platform.http.JdkTransport;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.kong.FreshTraces;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The systems around a proxy, over real HTTP, and a clock that a test can turn. */
final class Surroundings implements AutoCloseable {
  static final String TOKEN = "CANARY-token-1";
  static final String KEY = "CANARY-key-1";
  static final String KEY_SECRET = "kong/ingest-key";

  private static final String BATCH = "01-anonymous-200";

  final LightstepModel lightstep = new LightstepModel();
  final Faults lightstepFaults = new Faults();
  final SecretsManagerModel secrets = new SecretsManagerModel(this::now);
  final SecretsCalls secretsCalls = new SecretsCalls(new SecretsManagerFace(secrets));
  final Faults secretsFaults = new Faults();
  final Map<String, String> environment = new HashMap<>();
  LoopbackServer lightstepServer = LoopbackServer.start(lightstep, lightstepFaults);
  final LoopbackServer secretsServer = LoopbackServer.start(secretsCalls, secretsFaults);
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final ByteArrayOutputStream measured = new ByteArrayOutputStream();
  private final Random random = new Random(1);
  private volatile Duration ahead = Duration.ZERO;

  Surroundings() {
    lightstep.accept(TOKEN);
    putToken("v1", TOKEN);
    putKey("v1", KEY);
    environment.put("LIGHTSTEP_URL", lightstepServer.url().toString());
    environment.put("AWS_ENDPOINT_URL", secretsServer.url().toString());
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "CANARY-aws");
    environment.put("TOKEN_SECRET_ID", "kong/token");
    environment.put("INGEST_KEY_SECRET_ID", KEY_SECRET);
    // The first call in a test's JVM loads classes; deadlines have tests of their own.
    environment.put("ANSWER_BUDGET", "PT30S");
  }

  void putToken(String version, String token) {
    secrets.put("kong/token", version, "{\"token\":\"" + token + "\"}");
  }

  /** A person's new key, which is current at once. */
  void putKey(String version, String key) {
    secrets.put(KEY_SECRET, version, keyDocument(key));
  }

  void putKey(String version, String key, String... labels) {
    secrets.put(KEY_SECRET, version, keyDocument(key), List.of(labels));
  }

  OtlpProxy proxy() {
    return proxy(BytesInFlight.ofThisHeap());
  }

  OtlpProxy proxy(BytesInFlight inFlight) {
    ProxySettings settings = ProxySettings.from(environment);
    return proxy(inFlight, Stores.real(settings.stores(), settings.aws()));
  }

  OtlpProxy proxy(Stores stores) {
    return proxy(BytesInFlight.ofThisHeap(), stores);
  }

  private OtlpProxy proxy(BytesInFlight inFlight, Stores stores) {
    PrintStream measures = new PrintStream(measured, true, StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(logged, true, StandardCharsets.UTF_8);
    ProxySettings settings = ProxySettings.from(environment);
    return ProxyWiring.proxy(
        settings,
        new SecretsManagerVersions(settings.aws()),
        new JdkTransport(this::now),
        stores,
        inFlight,
        Seeds::next,
        new Log(Level.DEBUG, out, this::now),
        new Metrics(settings.selfTelemetry(), "OtlpProxy", measures, this::now),
        this::now);
  }

  /** A drain of these stores. */
  Drain drain(StoresOverHttp stores) {
    PrintStream measures = new PrintStream(measured, true, StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(logged, true, StandardCharsets.UTF_8);
    Map<String, String> more = new HashMap<>(environment);
    more.put("SPILL_QUEUE_URL", "given");
    more.put("SPILL_BUCKET", "given");
    DrainSettings settings = DrainSettings.from(more);
    return DrainWiring.drain(
        settings,
        new SecretsManagerVersions(settings.aws()),
        new JdkTransport(this::now),
        stores.queue(),
        stores.bucket(),
        new Log(Level.DEBUG, out, this::now),
        new Metrics(settings.selfTelemetry(), "SpillDrain", measures, this::now),
        this::now);
  }

  /** A recorded batch under trace ids that no other one has. */
  Bytes fresh(String recording) {
    Recording recorded = Recording.load(recording);
    FreshTraces fresh = new FreshTraces(random);
    return recorded.with(recorded.spans().stream().map(fresh::of).toList());
  }

  /** The proxy's answer to a request that comes now. */
  Response handle(OtlpProxy proxy, Request request) {
    Duration budget = Duration.parse(environment.getOrDefault("ANSWER_BUDGET", "PT4.3S"));
    return proxy.handle(request, now().plus(budget));
  }

  /** Lightstep closes every connection, and serves new ones at the same address. */
  void restartLightstep() {
    int port = lightstepServer.url().getPort();
    lightstepServer.close();
    lightstepServer = LoopbackServer.start(port, lightstep, lightstepFaults);
  }

  /** The status for a batch that comes now under that key. */
  int status(OtlpProxy proxy, String key) {
    Headers headers =
        Headers.of("Content-Type", "application/x-protobuf").with("X-Ingest-Key", key);
    return handle(proxy, new Request("POST", "/v1/traces", headers, fresh(BATCH))).status();
  }

  Instant now() {
    return Instant.now().plus(ahead);
  }

  void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  /** The lines of the proxy's own metrics. */
  String metrics() {
    return measured.toString(StandardCharsets.UTF_8);
  }

  String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  private static String keyDocument(String key) {
    return "{\"issuer\":\"generated\",\"token\":\"" + key + "\"}";
  }

  static Request traces(Body body) {
    return request("POST", "/v1/traces", body);
  }

  static Request request(String method, String path, Body body) {
    Headers headers =
        Headers.of("Content-Type", "application/x-protobuf").with("x-ingest-key", KEY);
    return new Request(method, path, headers, body);
  }

  @Override
  public void close() {
    lightstepServer.close();
    secretsServer.close();
  }
}
