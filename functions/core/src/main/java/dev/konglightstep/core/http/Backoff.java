package dev.konglightstep.core.http;

import java.time.Duration;

/**
 * How long to wait before each retry: doubling from {@code first}, never more than {@code cap}.
 * Kong's queue waits so, without jitter (kong/tools/queue.lua).
 */
public record Backoff(Duration first, Duration cap) {

  /**
   * The wait before a retry.
   *
   * @param retry 0 for the first one
   */
  public Duration delay(int retry) {
    if (retry >= Long.SIZE - 2 - bits(first)) {
      return cap;
    }
    Duration delay = Duration.ofNanos(first.toNanos() << retry);
    return delay.compareTo(cap) < 0 ? delay : cap;
  }

  private static int bits(Duration duration) {
    return Long.SIZE - Long.numberOfLeadingZeros(duration.toNanos());
  }
}
