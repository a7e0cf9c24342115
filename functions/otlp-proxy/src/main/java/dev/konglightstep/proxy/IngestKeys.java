package dev.konglightstep.proxy;

import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.Refreshed.Reading;
import java.time.Duration;
import java.util.Optional;

/** Who may send: Kong shows the key of the ingest key secret. */
final class IngestKeys {
  static final String HEADER = "x-ingest-key";

  /** A wrong key makes the proxy read the secret at most this often. */
  private static final Duration REREAD_PAUSE = Duration.ofSeconds(5);

  private final Optional<Refreshed<SecretVersion>> key;

  /** With an empty key everybody may send. */
  IngestKeys(Optional<Refreshed<SecretVersion>> key) {
    this.key = key;
  }

  Check check(Optional<String> presented, Duration timeout) {
    if (key.isEmpty()) {
      return Check.KNOWN;
    }
    return presented.map(text -> check(key.get(), text, timeout)).orElse(Check.UNKNOWN);
  }

  private static Check check(Refreshed<SecretVersion> key, String presented, Duration timeout) {
    try {
      if (token(key.get(timeout)).matches(presented)) {
        return Check.KNOWN;
      }
    } catch (RuntimeException e) {
      return Check.UNAVAILABLE;
    }
    Reading<SecretVersion> reading = key.reread(REREAD_PAUSE, timeout);
    if (reading.value().filter(version -> token(version).matches(presented)).isPresent()) {
      return Check.KNOWN;
    }
    return reading.current() ? Check.UNKNOWN : Check.UNAVAILABLE;
  }

  private static Token token(SecretVersion version) {
    return version.value().token();
  }

  /** What a key is worth. */
  enum Check {
    KNOWN,
    UNKNOWN,
    /** The secret cannot be read now, so nobody can say. */
    UNAVAILABLE
  }
}
