package dev.konglightstep.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When Kong must have its answer: it stops reading five seconds after it sent. */
public final class Deadline {
  private static final Duration LAST = Duration.ofSeconds(5);

  private Deadline() {}

  /**
   * The ingress time plus the budget.
   *
   * @param ingress when AWS took the request; a time in the future or over 5 s ago is a wrong clock
   *     and is brought to the nearest end of the last 5 s
   */
  public static Instant of(Optional<Instant> ingress, Instant now, Duration budget) {
    Instant from = ingress.orElse(now);
    Instant earliest = now.minus(LAST);
    Instant clamped = from.isAfter(now) ? now : from.isBefore(earliest) ? earliest : from;
    return clamped.plus(budget);
  }
}
