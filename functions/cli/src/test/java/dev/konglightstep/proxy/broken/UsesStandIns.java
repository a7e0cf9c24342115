package dev.konglightstep.proxy.broken;

import dev.konglightstep.standins.http.Faults;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesStandIns {
  private UsesStandIns() {}

  static Object faults() {
    return new Faults();
  }
}
