package dev.konglightstep.proxy.soak;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: what is to happen, one thing after the other. What falls on the same moment happens
 * in the order in which it was asked for.
 */
final class Timeline implements InstantSource {
  private static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::time).thenComparingLong(Due::order));
  private Instant now = BEGIN;
  private long asked;
  private @Nullable Fiber running;

  @Override
  public Instant instant() {
    return now;
  }

  /** How long it has been going on. */
  Duration age() {
    return Duration.between(BEGIN, now);
  }

  void at(Instant time, Runnable what) {
    due.add(new Due(time.isBefore(now) ? now : time, asked++, what));
  }

  void in(Duration delay, Runnable what) {
    at(now.plus(delay), what);
  }

  /** Begins a life that may wait. */
  void spawn(Runnable life) {
    Fiber fiber = new Fiber(life);
    at(now, () -> resume(fiber));
  }

  /** Called by a fiber: lets time pass, and all that happens meanwhile. */
  void sleep(Duration time) {
    Instant wake = now.plus(time);
    Due next = due.peek();
    if (next == null || wake.isBefore(next.time)) {
      now = wake;
      return;
    }
    Fiber fiber = running();
    at(wake, () -> resume(fiber));
    fiber.pause();
  }

  /** Called by a fiber: as long as it takes until then, if that is not past. */
  void sleepUntil(Instant time) {
    if (time.isAfter(now)) {
      sleep(Duration.between(now, time));
    }
  }

  Fiber running() {
    if (running == null) {
      throw new IllegalStateException("only a fiber can wait");
    }
    return running;
  }

  void resume(Fiber fiber) {
    Fiber before = running;
    running = fiber;
    fiber.resume();
    running = before;
  }

  /**
   * Lets happen what is due until something is so, or nothing is due before a time.
   *
   * @return whether it became so
   */
  boolean runUntil(BooleanSupplier something, Instant latest) {
    while (!something.getAsBoolean()) {
      Due next = due.peek();
      if (next == null || next.time.isAfter(latest)) {
        return false;
      }
      due.remove();
      now = next.time;
      next.what.run();
    }
    return true;
  }

  private record Due(Instant time, long order, Runnable what) {}
}
