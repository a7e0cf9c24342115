package dev.konglightstep.proxy.broken;

import java.security.SecureRandom;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class Rolls {
  private Rolls() {}

  static Object dice() {
    return new SecureRandom();
  }
}
