package dev.konglightstep.proxy;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether it is worth to ask the backend. After some failures in a row it is asked once in a while
 * only; whoever waits for an answer that does not come would make Kong wait too.
 *
 * @param failures in a row
 * @param trialAt when, after so many failures, the backend is asked again
 */
record Breaker(int failures, Instant trialAt) {
  static final Breaker CLOSED = new Breaker(0, Instant.MIN);

  static final int MOST_FAILURES = 3;
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /** However long the backend wants to be left alone. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  boolean isOpen(Instant now) {
    return failures >= MOST_FAILURES && now.isBefore(trialAt);
  }

  /** While somebody tries, nobody else does. */
  Breaker trying(Instant now) {
    return failures < MOST_FAILURES ? this : new Breaker(failures, now.plus(INTERVAL));
  }

  Breaker failed(Instant now) {
    return new Breaker(failures + 1, now.plus(INTERVAL));
  }

  /** The backend itself asks for a pause. */
  Breaker pausing(Instant now, Duration pause) {
    Duration time = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    return new Breaker(MOST_FAILURES, now.plus(time));
  }
}
