package dev.konglightstep.standins.broken;

import dev.konglightstep.cli.Main;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesTheCli {
  private UsesTheCli() {}

  static Class<?> main() {
    return Main.class;
  }
}
