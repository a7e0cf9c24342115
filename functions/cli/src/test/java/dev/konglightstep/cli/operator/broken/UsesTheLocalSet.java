package dev.konglightstep.cli.operator.broken;

import dev.konglightstep.cli.Main;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesTheLocalSet {
  private UsesTheLocalSet() {}

  static Class<?> main() {
    return Main.class;
  }
}
