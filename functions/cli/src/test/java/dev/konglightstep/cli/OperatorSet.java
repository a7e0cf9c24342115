package dev.konglightstep.cli;

import dev.konglightstep.cli.operator.OperatorContext;
import dev.konglightstep.platform.http.FreshConnections;
import dev.konglightstep.rotation.RotationSettings;
import dev.konglightstep.rotation.RotationWiring;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An operator at the whole local set: the real proxy and the real SDK; only the time flies. */
final class OperatorSet implements AutoCloseable {
  static final String TOKEN_ARN = SecretsManagerModel.arn(LocalSet.TOKEN_SECRET);
  static final String KEY_ARN = SecretsManagerModel.arn(LocalSet.INGEST_KEY_SECRET);

  final OneHeader edge = new OneHeader("edge", "CANARY-by-hand");
  final OneHeader inner = new OneHeader("inner", "CANARY-by-hand");
  final Map<String, String> environment;
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final LocalSet set;
  private final LocalProxy proxy;
  private String typed = "";
  private Duration ahead = Duration.ZERO;

  OperatorSet() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    set = LocalSet.start(Map.of("LOCAL_TOKEN", "CANARY-token", "LOCAL_INGEST_KEY", "CANARY-key"));
    proxy = LocalProxy.start(0, set.environment());
    environment = new HashMap<>(set.environment());
    environment.put("PROXY_URL", proxy.url().toString());
  }

  /** What the next command finds on standard input. */
  void typing(String text) {
    typed = text;
  }

  int run(String... args) {
    out.reset();
    err.reset();
    return Main.run(new OperatorContext(environment, () -> typed, this::wiring), args);
  }

  List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** What the commands printed on standard error, without the lines of the audit trail. */
  String errors() {
    return String.join(
        "\n",
        err.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("{"))
            .toList());
  }

  String all() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  SecretsManagerModel secrets() {
    return set.aws().orElseThrow().model().secrets();
  }

  LocalAws aws() {
    return set.aws().orElseThrow().model();
  }

  /** The status that the proxy gives Kong for a body of traces. */
  int send(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(proxy.url().resolve("/v1/traces"))
            .header("Content-Type", "application/x-protobuf")
            .header("x-ingest-key", "CANARY-key")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
    }
  }

  /** Everything is refused by Lightstep from now on, until it is cleared. */
  Faults lightstepFaults() {
    return set.lightstep().orElseThrow().faults();
  }

  LightstepModel lightstep() {
    return set.lightstep().orElseThrow().model();
  }

  @Override
  public void close() {
    proxy.close();
    set.close();
    System.setOut(realOut);
    System.setErr(realErr);
  }

  private RotationWiring wiring(RotationSettings settings) {
    RotationWiring real =
        RotationWiring.real(settings, new Random(1), System.err, this::now, this::pass);
    if (settings.kongTargets().isPresent()) {
      return real;
    }
    Map<String, OneHeader> targets =
        Map.of(LocalSet.TOKEN_SECRET, edge, LocalSet.INGEST_KEY_SECRET, inner);
    return new RotationWiring(
        real.secrets(),
        new FreshConnections(),
        id -> List.of(targets.get(id)),
        real.audit(),
        real.random(),
        this::now,
        this::pass);
  }

  private Instant now() {
    return Instant.now().plus(ahead);
  }

  private void pass(Duration time) {
    if (time.isPositive()) {
      ahead = ahead.plus(time);
    }
  }
}
