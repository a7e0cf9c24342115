package dev.konglightstep.proxy.broken;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class ReadsTheEnvironment {
  private ReadsTheEnvironment() {}

  static String home() {
    return System.getenv("HOME");
  }
}
