package dev.konglightstep.proxy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How long one call of a store may take in the drain, where nobody waits for an answer. */
record Patience(InstantSource clock) {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** So long, and never beyond a time; negative when that has passed. */
  Duration until(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return left.compareTo(LONGEST) < 0 ? left : LONGEST;
  }
}
