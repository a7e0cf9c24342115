package dev.konglightstep.core.broken;

import java.nio.file.Path;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesFiles {
  private UsesFiles() {}

  static Path path() {
    return Path.of("x");
  }
}
