package dev.konglightstep.proxy;

import dev.konglightstep.core.secret.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The ingest keys that one reading of the secret found good.
 *
 * @param lastChanged when anything about the secret changed last
 * @param grace how long after that the previous key counts
 * @param complete whether the value of every accepted version is here; if not, a key that is
 *     missing may be good all the same
 */
record AcceptedKeys(List<Key> keys, Instant lastChanged, Duration grace, boolean complete) {
  AcceptedKeys {
    keys = List.copyOf(keys);
  }

  /** Compares with every key, whatever the others said: the time tells nothing about them. */
  boolean accept(String presented, Instant now) {
    boolean accepted = false;
    for (Key key : keys) {
      boolean matches = key.token.matches(presented);
      accepted |= matches && counts(key, now);
    }
    return accepted;
  }

  private boolean counts(Key key, Instant now) {
    return key.standing != Standing.PREVIOUS || isWithin(grace, lastChanged, now);
  }

  static boolean isWithin(Duration grace, Instant lastChanged, Instant now) {
    return Duration.between(lastChanged, now).compareTo(grace) < 0;
  }

  /** One key and why it is good. */
  record Key(Token token, Standing standing) {}
}
