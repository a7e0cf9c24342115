package dev.konglightstep.proxy.soak;

import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.Drain;
import dev.konglightstep.proxy.DrainSettings;
import dev.konglightstep.proxy.DrainWiring;
import dev.konglightstep.proxy.OtlpProxy;
import dev.konglightstep.proxy.ProxySettings;
import dev.konglightstep.proxy.ProxyWiring;
import dev.konglightstep.proxy.Stores;
import dev.konglightstep.proxy.spill.Keys;
import dev.konglightstep.proxy.spill.Quarantined;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.s3.S3Model;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.sqs.QueueSettings;
import dev.konglightstep.standins.sqs.SqsModel;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One run: Kongs, proxies, a drain and the systems around them in virtual time, under everything
 * that can go wrong, until all is sent; then in calm until the spill is empty, or should be. The
 * same seed gives the same run.
 */
final class Soak {
  /** How long the spill may take, in calm: a sweep brings some hundred batches in five minutes. */
  private static final Duration DRAINING = Duration.ofHours(12);

  private static final Duration LIFECYCLE = Duration.ofMinutes(10);

  private static final Duration SENDING = Duration.ofDays(2);

  /** As template.yaml has them. */
  private static final Duration PROXY_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(60);
  private static final int PROXIES = 4;
  private static final int MOST_PROXIES = 12;
  private static final int POLLERS = 3;

  private final Timeline timeline = new Timeline();
  private final Tally tally = new Tally(timeline);
  private final SecretsManagerModel secrets = new SecretsManagerModel(timeline);
  private final LightstepModel lightstep = new LightstepModel();
  private final S3Model s3 = new S3Model(timeline);
  private final CanaryWatch printed = new CanaryWatch();
  private final PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8);
  private final AtomicInteger invocations = new AtomicInteger();
  private final Chance chance;
  private final Path policy;
  private final SqsModel sqs;
  private final Ledger ledger;
  private final Weather weather;
  private final Wire wire;
  private final Backend backend;
  private final Rotations rotations;
  private final Fleet<OtlpProxy> proxies;
  private final Fleet<Drain> drains;
  private final Traffic traffic;

  private Soak(long seed, int most, Path policy) {
    this.chance = new Chance(seed);
    this.policy = policy;
    this.sqs = new SqsModel(timeline, seed);
    createStores();
    Recording recording = Recording.load(Recording.IN_A_ROW.get(1));
    Spans spans = new Spans(recording, chance);
    this.ledger = new Ledger(spans, most);
    this.weather = new Weather(timeline, chance, tally, sqs);
    this.wire = new Wire(timeline, chance, tally, weather);
    this.backend = new Backend(lightstep, ledger, weather, chance, tally);
    this.rotations = new Rotations(timeline, chance, tally, secrets, lightstep);
    this.proxies = fleet(PROXIES, MOST_PROXIES, PROXY_TIMEOUT, this::proxy);
    this.drains = fleet(POLLERS, POLLERS + 2, DRAIN_TIMEOUT, this::drain);
    ProxySettings settings = ProxySettings.from(settings("direct"));
    Front front = new Front(timeline, chance, weather, proxies, settings.answerBudget());
    this.traffic =
        new Traffic(timeline, ledger, spans, most, front, recording, rotations.firstKey());
  }

  /**
   * Plays it.
   *
   * @param most spans to send, rounded up to a multiple of sixteen
   * @param directory for the policy's file
   */
  static Outcome run(long seed, int most, Path directory) {
    return new Soak(seed, (most + 15) / 16 * 16, policy(directory)).run();
  }

  private static Path policy(Path directory) {
    try {
      return Files.writeString(directory.resolve("policy.json"), Spans.POLICY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome run() {
    rotations.begin(traffic.workers());
    traffic.begin();
    new Polling(timeline, chance, weather, sqs, drains, DRAIN_TIMEOUT).begin(POLLERS);
    new Sweeping(timeline, drains, DRAIN_TIMEOUT).begin();
    expire();
    timeline.runUntil(traffic::isSent, timeline.instant().plus(SENDING));
    Duration sending = timeline.age();
    weather.end();
    wire.calm();
    rotations.end();
    timeline.runUntil(this::isOver, timeline.instant().plus(DRAINING));
    out.flush();
    return new Settlement(ledger, traffic, new Rest(sqs, s3), printed)
        .settle(tally, timeline.age(), timeline.age().minus(sending));
  }

  /** Over hours what is outside the accounting would fill the memory. */
  private void expire() {
    new Rest(sqs, s3).forget(Keys.QUARANTINE + Quarantined.Reason.PARTIAL.text());
    timeline.in(LIFECYCLE, this::expire);
  }

  private boolean isOver() {
    return traffic.isDone()
        && proxies.busy() == 0
        && drains.busy() == 0
        && new Rest(sqs, s3).isEmpty();
  }

  private void createStores() {
    sqs.createQueue(Rest.DEAD_LETTERS);
    sqs.createQueue(
        QueuePort.QUEUE,
        QueueSettings.DEFAULT
            .withVisibilityTimeout(DRAIN_TIMEOUT.multipliedBy(6))
            .withRetention(Duration.ofDays(14))
            .withDeadLetters(Rest.DEAD_LETTERS, 1000));
    s3.createBucket(BucketPort.BUCKET);
  }

  private <F> Fleet<F> fleet(
      int least, int most, Duration timeout, Function<Environment, F> maker) {
    return new Fleet<>(timeline, chance, tally, least, most, timeout, invocations, maker);
  }

  private Map<String, String> settings(String delivery) {
    return Map.of(
        "TOKEN_SECRET_ID",
        Rotations.TOKEN_SECRET,
        "INGEST_KEY_SECRET_ID",
        Rotations.KEY_SECRET,
        "SPILL_QUEUE_URL",
        "https://sqs.eu-west-1.amazonaws.com/000000000000/" + QueuePort.QUEUE,
        "SPILL_BUCKET",
        BucketPort.BUCKET,
        "POLICY_URI",
        "file:" + policy.toAbsolutePath(),
        "AWS_REGION",
        "eu-west-1",
        "DELIVERY",
        delivery);
  }

  private OtlpProxy proxy(Environment environment) {
    ProxySettings settings = ProxySettings.from(settings(chance.of(0.25) ? "queue" : "direct"));
    Stores stores =
        new Stores(
            Optional.of(new QueuePort(sqs, environment, wire)),
            Optional.of(new BucketPort(s3, environment, wire)));
    return ProxyWiring.proxy(
        settings,
        new SecretsPort(secrets, environment, wire),
        new BackendPort(backend, environment, wire),
        stores,
        chance::next,
        new Log(settings.logLevel(), out, environment),
        new Metrics(settings.selfTelemetry(), "OtlpProxy", out, environment),
        environment);
  }

  private Drain drain(Environment environment) {
    DrainSettings settings = DrainSettings.from(settings("direct"));
    return DrainWiring.drain(
        settings,
        new SecretsPort(secrets, environment, wire),
        new BackendPort(backend, environment, wire),
        new QueuePort(sqs, environment, wire),
        new BucketPort(s3, environment, wire),
        new Log(settings.logLevel(), out, environment),
        new Metrics(settings.selfTelemetry(), "SpillDrain", out, environment),
        environment);
  }
}
