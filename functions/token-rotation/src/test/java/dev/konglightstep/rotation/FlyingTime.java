package dev.konglightstep.rotation;

import dev.konglightstep.platform.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The real time, ahead of which every pause jumps instead of waiting. */
final class FlyingTime implements InstantSource, Pause {
  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public void sleep(Duration duration) {
    if (duration.isPositive()) {
      ahead = ahead.plus(duration);
    }
  }
}
