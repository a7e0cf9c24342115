package dev.konglightstep.rotation.explore;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when somebody lets it. */
final class VirtualClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration duration) {
    if (!duration.isNegative()) {
      now = now.plus(duration);
    }
  }

  void reach(Instant time) {
    now = time.isAfter(now) ? time : now;
  }
}
