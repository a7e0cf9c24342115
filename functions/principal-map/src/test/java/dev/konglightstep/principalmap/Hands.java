package dev.konglightstep.principalmap;

import dev.konglightstep.platform.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock whose hands tests move; whoever waits moves them too. */
final class Hands implements InstantSource, Pause {
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now;

  Hands(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void move(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized void sleep(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
  }

  /** How long was waited, each time. */
  synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  long second() {
    return instant().getEpochSecond();
  }
}
