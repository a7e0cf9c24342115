package dev.konglightstep.core.broken;

import dev.konglightstep.platform.Settings;
import java.util.Map;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesPlatform {
  private UsesPlatform() {}

  static Object settings() {
    return new Settings(Map.of());
  }
}
