package dev.konglightstep.proxy.soak;

import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.Duration;
import java.util.List;

/**
 * Both secrets change again and again: the key as a rotation changes it, the token so too, or the
 * old one is refused before the proxies can know the new one, or the new one is not known yet.
 */
final class Rotations {
  static final String TOKEN_SECRET = "kong/token";
  static final String KEY_SECRET = "kong/ingest-key";

  private static final Duration LEAST = Duration.ofMinutes(4);
  private static final Duration MOST = Duration.ofMinutes(9);

  /** Longer than proxies go without reading the token again. */
  private static final Duration SMOOTH = Duration.ofMinutes(6);

  /** Kong has a new key before it becomes current. */
  private static final Duration PROMOTED = Duration.ofMinutes(3);

  private static final Duration ROUGH = Duration.ofMinutes(2);

  private final Timeline timeline;
  private final Chance chance;
  private final Tally tally;
  private final SecretsManagerModel secrets;
  private final LightstepModel lightstep;
  private int tokens;
  private int keys;
  private boolean over;

  /** Both secrets have a first value. */
  Rotations(
      Timeline timeline,
      Chance chance,
      Tally tally,
      SecretsManagerModel secrets,
      LightstepModel lightstep) {
    this.timeline = timeline;
    this.chance = chance;
    this.tally = tally;
    this.secrets = secrets;
    this.lightstep = lightstep;
    lightstep.accept(token(0));
    secrets.put(TOKEN_SECRET, "t-0", document(token(0)));
    secrets.put(KEY_SECRET, "k-0", document(key(0)), List.of("AWSCURRENT", "live-k-0"));
  }

  /** The key that Kong has at first. */
  String firstKey() {
    return key(0);
  }

  void begin(List<KongWorker> workers) {
    timeline.in(chance.between(LEAST, MOST), () -> rotateToken());
    timeline.in(chance.between(LEAST, MOST), () -> rotateKey(workers));
  }

  /** What has begun is finished, and nothing more begins. */
  void end() {
    over = true;
  }

  private void rotateToken() {
    if (over) {
      return;
    }
    tally.count("rotations.token");
    String old = token(tokens);
    String made = token(++tokens);
    String version = "t-" + tokens;
    Duration rough = chance.between(Duration.ZERO, ROUGH);
    int how = chance.below(3);
    timeline.in(how == 1 ? rough : Duration.ZERO, () -> put(version, made));
    timeline.in(how == 2 ? rough : Duration.ZERO, () -> lightstep.accept(made));
    timeline.in(how == 1 ? Duration.ZERO : SMOOTH, () -> lightstep.refuse(old));
    timeline.in(chance.between(LEAST, MOST), this::rotateToken);
  }

  private void put(String version, String token) {
    secrets.put(TOKEN_SECRET, version, document(token));
  }

  private void rotateKey(List<KongWorker> workers) {
    if (over) {
      return;
    }
    tally.count("rotations.key");
    int before = keys - 1;
    String version = "k-" + ++keys;
    String key = key(keys);
    secrets.put(KEY_SECRET, version, document(key), List.of("AWSPENDING", "live-" + version));
    for (KongWorker worker : workers) {
      timeline.in(chance.between(Duration.ZERO, ROUGH), () -> worker.shows(key));
    }
    timeline.in(
        PROMOTED,
        () -> {
          secrets.move(KEY_SECRET, "AWSCURRENT", version);
          if (before >= 0) {
            secrets.remove(KEY_SECRET, "live-k-" + before);
          }
        });
    timeline.in(chance.between(LEAST, MOST), () -> rotateKey(workers));
  }

  private static String token(int number) {
    return "CANARY-token-" + number;
  }

  private static String key(int number) {
    return "CANARY-key-" + number;
  }

  private static String document(String token) {
    return "{\"token\":\"" + token + "\"}";
  }
}
