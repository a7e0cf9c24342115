package dev.konglightstep.standins.kong;

import java.time.Duration;
import java.time.Instant;

/** Time as a queue feels it; tests let it fly. */
public interface Pace {
  /** The machine's own time. */
  Pace REAL =
      new Pace() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };

  Instant now();

  void sleep(Duration duration) throws InterruptedException;
}
