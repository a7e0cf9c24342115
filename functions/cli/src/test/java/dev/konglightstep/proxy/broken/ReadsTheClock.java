package dev.konglightstep.proxy.broken;

import java.time.Instant;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class ReadsTheClock {
  private ReadsTheClock() {}

  static Instant now() {
    return Instant.now();
  }
}
