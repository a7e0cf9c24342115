package dev.konglightstep.platform;

import java.time.Duration;

/** Waiting, as a parameter: tests let the time fly. */
@FunctionalInterface
public interface Pause {
  /** Returns after that time; at once if it is not positive. */
  void sleep(Duration duration);

  /** Waits by the machine's own time; an interruption ends the wait with an exception. */
  static Pause real() {
    return duration -> {
      try {
        Thread.sleep(duration);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting", e);
      }
    };
  }
}
