package dev.konglightstep.proxy.soak;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One environment of a function, which has one invocation at a time, a clock that is not quite
 * right, and connections that die while it is frozen.
 */
final class Environment implements InstantSource {
  private static final Duration STALE = Duration.ofSeconds(5);

  private final Timeline timeline;
  private final Duration ahead;
  private final Duration timeout;
  private Source source = new Source(0, Sender.PROXY);
  private Instant end = Instant.MAX;
  private Instant lastUsed;

  /**
   * New and idle.
   *
   * @param ahead by how much its clock is
   * @param timeout of the function, after which it is killed
   */
  Environment(Timeline timeline, Duration ahead, Duration timeout) {
    this.timeline = timeline;
    this.ahead = ahead;
    this.timeout = timeout;
    this.lastUsed = timeline.instant();
  }

  @Override
  public Instant instant() {
    return timeline.instant().plus(ahead);
  }

  void begins(Source invocation) {
    source = invocation;
    end = timeline.instant().plus(timeout);
  }

  /** The invocation that it has now. */
  Source source() {
    return source;
  }

  /** Stands still; what ends a function stands still with it. */
  void freeze(Duration time) {
    timeline.sleep(time);
    end = end.plus(time);
  }

  /** Notes that a connection is used. */
  boolean wasIdle() {
    boolean idle = lastUsed.plus(STALE).isBefore(timeline.instant());
    lastUsed = timeline.instant();
    return idle;
  }

  boolean isOutOfTime() {
    return timeline.instant().isAfter(end);
  }
}
