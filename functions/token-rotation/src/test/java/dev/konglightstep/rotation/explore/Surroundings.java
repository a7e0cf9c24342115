package dev.konglightstep.rotation.explore;

import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.KongAdminModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The models around the rotation: two rotating secrets, a backend, and two Kongs of which one holds
 * both secrets in one plugin's headers.
 */
final class Surroundings {
  static final String EDGE = "edge";
  static final String INNER = "inner";
  static final String TOKEN_HEADER = "Lightstep-Access-Token";
  static final String KEY_HEADER = "x-ingest-key";
  static final String ENDPOINT = "https://collector.example/v1/traces";

  private static final String DEFAULT = KongAdminModel.DEFAULT;
  private static final int TOKENS = 10;

  private final VirtualClock clock = new VirtualClock();
  private final Satellites satellites = new Satellites(clock, 3);
  private final SecretsManagerModel model = new SecretsManagerModel(clock);
  private final Secrets secrets = new Secrets(model);
  private final Map<String, KongAdminModel> kongs = new TreeMap<>();
  private final Map<String, String> plugins = new TreeMap<>();
  private int ids = 100;

  Surroundings() {
    for (int i = 0; i < TOKENS; i++) {
      satellites.made(token(i), Instant.MIN);
    }
    model.put(Secrets.POOL, version(1), pool());
    secret(Secrets.TOKEN, "pool", token(0), token(1));
    secret(Secrets.KEY, "generated", "CANARY-key-0", "CANARY-key-1");
    kong(EDGE, Map.of(TOKEN_HEADER, token(1), KEY_HEADER, "CANARY-key-1", "x-extra", "stays"));
    kong(INNER, Map.of(TOKEN_HEADER, token(1)));
    clock.pass(Duration.ofMinutes(5));
  }

  VirtualClock clock() {
    return clock;
  }

  Satellites satellites() {
    return satellites;
  }

  SecretsManagerModel model() {
    return model;
  }

  Secrets secrets() {
    return secrets;
  }

  KongAdminModel kong(String name) {
    return Objects.requireNonNull(kongs.get(name));
  }

  String plugin(String name) {
    return Objects.requireNonNull(plugins.get(name));
  }

  /** A new version id; all begin with the same characters. */
  String id() {
    return version(ids++);
  }

  static String token(int number) {
    return "CANARY-token-" + number;
  }

  /** Which secret's value a place holds. */
  static String secretOf(String place) {
    return place.endsWith(KEY_HEADER) ? Secrets.KEY : Secrets.TOKEN;
  }

  /** How the actors are called that rotate a secret. */
  static String actorOf(String secret) {
    return secret.equals(Secrets.KEY) ? "key" : "token";
  }

  static String secretOfActor(Actor actor) {
    return actor.toString().startsWith("key") ? Secrets.KEY : Secrets.TOKEN;
  }

  boolean accepts(String secret, String value) {
    return secret.equals(Secrets.KEY) ? secrets.acceptsKey(value) : satellites.accepts(value);
  }

  /** Whether a pending version is one in the making. */
  boolean isAlive(String secret, String id) {
    Optional<String> current = secrets.holder(secret, SecretsManagerModel.CURRENT);
    boolean before =
        secrets.labels(secret).getOrDefault(id, Set.of()).contains(SecretsManagerModel.PREVIOUS);
    return secrets.rotates(secret)
        && !before
        && (current.equals(Optional.of(id))
            || secrets.value(secret, id).flatMap(TokenSecret::derivedFrom).equals(current));
  }

  /** What the Kongs hold, by place. */
  Map<String, String> held() {
    Map<String, String> held = new TreeMap<>();
    plugins.forEach(
        (name, id) ->
            kong(name)
                .config(DEFAULT, id)
                .orElseThrow()
                .headers()
                .forEach((header, value) -> held.put(name + "/" + header, value)));
    held.remove(EDGE + "/x-extra");
    return held;
  }

  /** A version that a person puts. */
  void personPuts(String secret, int number) {
    String id = id();
    boolean key = secret.equals(Secrets.KEY);
    String token = key ? "CANARY-key-by-hand-" + number : token(number);
    model.updateSecret(
        secret, id, Optional.of(json(key ? "generated" : "pool", token, "", Optional.empty())));
  }

  private void kong(String name, Map<String, String> headers) {
    KongAdminModel kong = new KongAdminModel(Edition.OPEN_SOURCE, clock, this::id);
    kongs.put(name, kong);
    plugins.put(
        name, kong.addOpenTelemetry(DEFAULT, Optional.empty(), URI.create(ENDPOINT), headers));
  }

  private void secret(String secret, String issuer, String before, String now) {
    String previous = version(10);
    String current = version(11);
    model.put(secret, previous, json(issuer, before, "", Optional.empty()));
    model.put(secret, current, json(issuer, now, before, Optional.of(previous)));
    model.move(secret, "audited-" + previous, previous);
    model.move(secret, "audited-" + current, current);
    if (secret.equals(Secrets.KEY)) {
      model.move(secret, "live-" + current, current);
    }
    model.rotationEnabled(secret, true);
  }

  private static String version(int number) {
    return "11111111-1111-4111-8111-%012d".formatted(number);
  }

  private static String json(
      String issuer, String token, String before, Optional<String> derivedFrom) {
    return """
        {"issuer":"%s","token":"%s","name":"%s","project":"prod","history":[%s]%s}
        """
        .formatted(
            issuer,
            token,
            name(token),
            before.isEmpty() ? "" : "\"" + name(before) + "\"",
            derivedFrom.map(id -> ",\"derived_from\":\"" + id + "\"").orElse(""));
  }

  private static String pool() {
    String tokens =
        IntStream.range(0, TOKENS)
            .mapToObj(Surroundings::token)
            .map(token -> "{\"name\":\"" + name(token) + "\",\"token\":\"" + token + "\"}")
            .collect(Collectors.joining(","));
    return "{\"project\":\"prod\",\"tokens\":[" + tokens + "]}";
  }

  /** A token's name, which may be printed. */
  private static String name(String token) {
    return token.replace("CANARY", "name");
  }
}
