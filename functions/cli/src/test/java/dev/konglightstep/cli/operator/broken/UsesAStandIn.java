package dev.konglightstep.cli.operator.broken;

import dev.konglightstep.standins.http.Faults;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesAStandIn {
  private UsesAStandIn() {}

  static Object faults() {
    return new Faults();
  }
}
