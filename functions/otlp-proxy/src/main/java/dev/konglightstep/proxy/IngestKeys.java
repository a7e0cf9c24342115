package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.IngestProxy;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.Refreshed.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Who may send: Kong shows a key of the ingest key secret. */
final class IngestKeys {
  static final String HEADER = IngestProxy.KEY_HEADER;

  /** An unknown key makes the proxy read the secret at most this often. */
  private static final Duration REREAD_PAUSE = Duration.ofSeconds(5);

  private final Optional<Refreshed<AcceptedKeys>> accepted;
  private final InstantSource clock;

  /** Without keys everybody may send. */
  IngestKeys(Optional<Refreshed<AcceptedKeys>> accepted, InstantSource clock) {
    this.accepted = accepted;
    this.clock = clock;
  }

  /**
   * What a request's key is worth. A request without one costs no reading of the secret.
   *
   * @param until when it must be known
   */
  Check check(Optional<String> presented, Instant until) {
    if (accepted.isEmpty()) {
      return Check.KNOWN;
    }
    return presented.map(key -> check(accepted.get(), key, until)).orElse(Check.UNKNOWN);
  }

  private Check check(Refreshed<AcceptedKeys> accepted, String presented, Instant until) {
    try {
      if (accepted.get(left(until)).accept(presented, clock.instant())) {
        return Check.KNOWN;
      }
    } catch (RuntimeException e) {
      return Check.UNAVAILABLE;
    }
    Reading<AcceptedKeys> reading = accepted.reread(REREAD_PAUSE, left(until));
    Optional<AcceptedKeys> newest = reading.value();
    if (newest.filter(keys -> keys.accept(presented, clock.instant())).isPresent()) {
      return Check.KNOWN;
    }
    boolean certain = reading.current() && newest.filter(AcceptedKeys::complete).isPresent();
    return certain ? Check.UNKNOWN : Check.UNAVAILABLE;
  }

  private Duration left(Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** What a key is worth. */
  enum Check {
    KNOWN,
    UNKNOWN,
    /** The secret cannot be read now, so nobody can say. */
    UNAVAILABLE
  }
}
