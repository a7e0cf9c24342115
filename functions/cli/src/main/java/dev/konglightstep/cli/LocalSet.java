package dev.konglightstep.cli;

import static java.util.stream.Collectors.toMap;

import dev.konglightstep.core.secret.Token;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.standins.lightstep.LightstepModel;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The systems around the functions, on the loopback. Each stand-in steps aside when the environment
 * names the real thing.
 */
final class LocalSet implements AutoCloseable {
  static final String DEFAULT_TOKEN = "local-token";
  static final String DEFAULT_INGEST_KEY = "local-ingest-key";
  static final String TOKEN_SECRET = "kong-lightstep/token";
  static final String INGEST_KEY_SECRET = "kong-lightstep/ingest-key";
  static final String POOL_SECRET = "kong-lightstep/pool";

  /** The queue and the bucket. */
  static final String SPILL = "kong-lightstep-spill";

  /** The tokens that a rotation of the local set can take. */
  private static final List<String> POOL = List.of("local-2", "local-3", "local-4");

  /** Where "make local" serves, unless told otherwise. */
  private static final String PROXY_URL = "http://127.0.0.1:4318";

  private final Map<String, String> environment;
  private final Optional<StandIn<LocalAws>> aws;
  private final Optional<StandIn<LightstepModel>> lightstep;

  private Optional<LocalDrain> drain = Optional.empty();

  private LocalSet(
      Map<String, String> environment,
      Optional<StandIn<LocalAws>> aws,
      Optional<StandIn<LightstepModel>> lightstep) {
    this.environment = Map.copyOf(environment);
    this.aws = aws;
    this.lightstep = lightstep;
  }

  /** Starts what the environment does not name. */
  static LocalSet start(Map<String, String> given) {
    Settings settings = new Settings(given);
    Map<String, String> environment = new HashMap<>(given);
    environment.putIfAbsent("PROXY_URL", PROXY_URL);
    String token = credential(settings, "LOCAL_TOKEN", DEFAULT_TOKEN);
    String ingestKey = credential(settings, "LOCAL_INGEST_KEY", DEFAULT_INGEST_KEY);
    Optional<StandIn<LightstepModel>> lightstep =
        settings.origin("LIGHTSTEP_URL").isPresent()
            ? Optional.empty()
            : Optional.of(lightstep(environment, token));
    Optional<StandIn<LocalAws>> aws =
        isRealAws(settings) ? Optional.empty() : Optional.of(aws(environment, token, ingestKey));
    return new LocalSet(environment, aws, lightstep);
  }

  /** The settings that the functions get. */
  Map<String, String> environment() {
    return environment;
  }

  Optional<StandIn<LocalAws>> aws() {
    return aws;
  }

  Optional<StandIn<LightstepModel>> lightstep() {
    return lightstep;
  }

  /** Where the functions find AWS: an address, or the real region. */
  String awsAddress() {
    String region = environment.getOrDefault("AWS_REGION", "default-region");
    return environment.getOrDefault("AWS_ENDPOINT_URL", region);
  }

  /**
   * Runs the drain of the spill from now on, if the queue is the stand-in's; a real queue has its
   * own.
   *
   * @see LocalDrain
   */
  void runDrain(Duration sweep, PrintStream err) {
    drain = aws.map(found -> LocalDrain.start(found.model(), environment, sweep, err));
  }

  @Override
  public void close() {
    drain.ifPresent(LocalDrain::close);
    lightstep.ifPresent(StandIn::close);
    aws.ifPresent(StandIn::close);
  }

  private static String pooled(String name) {
    return name + "-token";
  }

  /** An endpoint by name, or credentials together with the secrets that they are for. */
  private static boolean isRealAws(Settings settings) {
    boolean credentials =
        settings.text("AWS_ACCESS_KEY_ID").or(() -> settings.text("AWS_PROFILE")).isPresent();
    boolean secrets =
        settings.text("TOKEN_SECRET_ID").isPresent()
            && settings.text("INGEST_KEY_SECRET_ID").isPresent();
    return settings.origin("AWS_ENDPOINT_URL").isPresent() || (credentials && secrets);
  }

  private static StandIn<LightstepModel> lightstep(Map<String, String> environment, String token) {
    StandIn<LightstepModel> standIn = StandIn.start(new LightstepModel(), model -> model);
    standIn.model().accept(token);
    POOL.forEach(name -> standIn.model().accept(pooled(name)));
    environment.put("LIGHTSTEP_URL", standIn.url().toString());
    return standIn;
  }

  private static StandIn<LocalAws> aws(
      Map<String, String> environment, String token, String ingestKey) {
    StandIn<LocalAws> standIn =
        StandIn.start(LocalAws.empty(InstantSource.system()), LocalAws::face);
    LocalAws aws = standIn.model();
    aws.putSecret(named(environment, "TOKEN_SECRET_ID", TOKEN_SECRET), "pool", "local-1", token);
    aws.putSecret(
        named(environment, "INGEST_KEY_SECRET_ID", INGEST_KEY_SECRET),
        "generated",
        "local-1",
        ingestKey);
    aws.putPool(
        named(environment, "POOL_SECRET_ID", POOL_SECRET),
        POOL.stream()
            .collect(
                toMap(name -> name, LocalSet::pooled, (one, same) -> one, LinkedHashMap::new)));
    aws.makeSpill(
        named(environment, "SPILL_QUEUE_URL", LocalAws.queueUrl(standIn.url(), SPILL)),
        named(environment, "SPILL_BUCKET", SPILL));
    environment.put("AWS_ENDPOINT_URL", standIn.url().toString());
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.remove("AWS_SESSION_TOKEN");
    return standIn;
  }

  /** What a setting says; from now on it says this if it said nothing. */
  private static String named(Map<String, String> environment, String setting, String fallback) {
    return environment.computeIfAbsent(setting, name -> fallback);
  }

  private static String credential(Settings settings, String name, String fallback) {
    String value = settings.text(name, fallback);
    try {
      return Token.of(value).reveal();
    } catch (IllegalArgumentException e) {
      throw new SettingsException(name, "expected visible ASCII characters, at least one");
    }
  }
}
