package dev.konglightstep.rotation;

import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import dev.konglightstep.rotation.explore.TimeLeft;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.KongAdminFace;
import dev.konglightstep.standins.kong.admin.KongAdminModel;
import dev.konglightstep.standins.kong.admin.Parent;
import dev.konglightstep.standins.kong.admin.Rbac;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.secretsmanager.PendingAtEnd;
import dev.konglightstep.standins.secretsmanager.RotateSecret;
import dev.konglightstep.standins.secretsmanager.Rotation.Outcome;
import dev.konglightstep.standins.secretsmanager.RotationDriver;
import dev.konglightstep.standins.secretsmanager.RotationSettings;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.StepCall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The function as it is deployed, its SDK and clients too, and a Kong, a Lightstep and a Secrets
 * Manager on real HTTP; only pauses are not waited for. Every secret begins with {@code CANARY}.
 */
final class RotationOverHttp implements AutoCloseable {
  static final String TOKEN_SECRET = "kong/token";
  static final String POOL_SECRET = "kong/pool";
  static final String KEY_SECRET = "kong/ingest-key";
  static final String OLD_TOKEN = "CANARY-token-1";
  static final String OLD_KEY = "CANARY-key-1";

  private static final String FUNCTION =
      "arn:aws:lambda:eu-west-1:000000000000:function:TokenRotationFunction";

  final FlyingTime time = new FlyingTime();
  final SecretsManagerModel secrets = new SecretsManagerModel(time);
  final LightstepModel lightstep = new LightstepModel();
  final Faults kongFaults = new Faults();
  final Map<String, String> environment = new HashMap<>();

  /** What was logged, and the messages of all failures. */
  final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  final List<String> failures = new ArrayList<>();
  final List<String> rotationTokens = new ArrayList<>();

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, String> plugins = new HashMap<>();
  private final KongAdminModel kong = new KongAdminModel(Edition.OPEN_SOURCE, time, this::uuid);
  private final LoopbackServer aws =
      LoopbackServer.start(new SecretsManagerFace(secrets), new Faults());
  private final LoopbackServer backend = LoopbackServer.start(lightstep, new Faults());
  private final LoopbackServer proxy =
      LoopbackServer.start(new KeyAcceptor(secrets, KEY_SECRET), new Faults());
  private final LoopbackServer admin =
      LoopbackServer.start(new KongAdminFace(kong, Rbac.OFF), kongFaults);

  RotationOverHttp() {
    secrets.createSecret(TOKEN_SECRET, uuid(), Optional.of(document("pool", "t-1", OLD_TOKEN)));
    secrets.createSecret(KEY_SECRET, uuid(), Optional.of(document("generated", "k-1", OLD_KEY)));
    secrets.createSecret(POOL_SECRET, uuid(), Optional.of(pool("")));
    lightstep.accept(OLD_TOKEN);
    plugin(backend.url(), "Lightstep-Access-Token", OLD_TOKEN);
    plugin(proxy.url(), "x-ingest-key", OLD_KEY);
    environment.put("AWS_ENDPOINT_URL", aws.url().toString());
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("LIGHTSTEP_URL", backend.url().toString());
    environment.put("PROXY_URL", proxy.url().toString());
    environment.put("TOKEN_SECRET_ID", TOKEN_SECRET);
    environment.put("POOL_SECRET_ID", POOL_SECRET);
    environment.put("INGEST_KEY_SECRET_ID", KEY_SECRET);
    environment.put(
        "KONG_TARGETS",
        "[%s,%s]"
            .formatted(
                target("edge", TOKEN_SECRET, "Lightstep-Access-Token"),
                target("edge-key", KEY_SECRET, "x-ingest-key")));
  }

  /** A target of this Kong. */
  String target(String name, String secret, String header) {
    return """
        {"name":"%s","secret":"%s","kind":"admin","urls":["%s"],"header":"%s"}"""
        .formatted(name, secret, admin.url(), header);
  }

  /** Puts a token into the pool that Lightstep takes. */
  void fillPool(String name, String token) {
    lightstep.accept(token);
    secrets.put(
        POOL_SECRET, uuid(), pool("{\"name\":\"%s\",\"token\":\"%s\"}".formatted(name, token)));
  }

  /**
   * Rotates as Secrets Manager does, and begins again after a failure.
   *
   * @param retries how often
   */
  Outcome rotate(String secret, int retries) {
    TokenRotationHandler handler = handler();
    RotationDriver driver =
        new RotationDriver(secrets, this::uuid, new RotationSettings(retries, PendingAtEnd.STAYS));
    return driver
        .rotateSecret(RotateSecret.now(secret, uuid()).by(FUNCTION))
        .run(call -> call(handler, call));
  }

  /** One step, of a version that nobody registered, if none did. */
  void step(String step, String secret, String version) {
    call(handler(), event(step, secret, version, "CANARY-rotation"));
  }

  TokenRotationHandler handler() {
    dev.konglightstep.rotation.RotationSettings settings =
        dev.konglightstep.rotation.RotationSettings.from(environment);
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new TokenRotationHandler(
        RotationWiring.real(settings, new Random(1), out, time, time).rotation(settings), time);
  }

  /** The value of the header in the plugin that was made with it. */
  String held(String header) {
    return kong.config(KongAdminModel.DEFAULT, plugins.getOrDefault(header, ""))
        .orElseThrow()
        .headers()
        .getOrDefault(header, "");
  }

  /** All that a rotation could change, as text to compare. */
  String state() {
    return secrets.describeSecret(TOKEN_SECRET).stages()
        + " "
        + secrets.describeSecret(KEY_SECRET).stages()
        + " "
        + kong.hash();
  }

  String currentValue(String secret) {
    return secrets.labelled(secret, "AWSCURRENT").orElseThrow().value().orElseThrow();
  }

  String uuid() {
    return "00000000-0000-4000-8000-%012d".formatted(ids.incrementAndGet());
  }

  @Override
  public void close() {
    List.of(aws, backend, proxy, admin).forEach(LoopbackServer::close);
  }

  private void plugin(URI endpoint, String header, String value) {
    Parent route = new Parent(Parent.Kind.ROUTE, "route-" + header.toLowerCase(Locale.ROOT));
    kong.add(KongAdminModel.DEFAULT, route);
    plugins.put(
        header,
        kong.addOpenTelemetry(
            KongAdminModel.DEFAULT,
            Optional.of(route),
            endpoint.resolve("/v1/traces"),
            Map.of(header, value)));
  }

  private void call(TokenRotationHandler handler, StepCall call) {
    call.rotationToken().ifPresent(rotationTokens::add);
    call(
        handler,
        event(
            call.step().wireName(),
            call.secretId(),
            call.clientRequestToken(),
            call.rotationToken().orElseThrow()));
  }

  private void call(TokenRotationHandler handler, SecretsManagerRotationEvent event) {
    try {
      handler.handleRequest(event, new TimeLeft(Duration.ofMinutes(15)));
    } catch (RuntimeException e) {
      failures.add(String.valueOf(e.getMessage()));
      e.printStackTrace(new PrintStream(printed, true, StandardCharsets.UTF_8));
      throw e;
    }
  }

  private static SecretsManagerRotationEvent event(
      String step, String secret, String version, String rotationToken) {
    return SecretsManagerRotationEvent.builder()
        .withStep(step)
        .withSecretId(secret)
        .withClientRequestToken(version)
        .withRotationToken(rotationToken)
        .build();
  }

  private static String pool(String tokens) {
    return "{\"project\":\"prod\",\"tokens\":[" + tokens + "]}";
  }

  static String document(String issuer, String name, String token) {
    return """
        {"issuer":"%s","token":"%s","name":"%s","project":"prod","history":[]}"""
        .formatted(issuer, token, name);
  }
}
