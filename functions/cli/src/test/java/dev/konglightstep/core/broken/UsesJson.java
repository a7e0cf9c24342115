package dev.konglightstep.core.broken;

import com.fasterxml.jackson.databind.json.JsonMapper;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesJson {
  private UsesJson() {}

  static Object json() {
    return new JsonMapper();
  }
}
