package dev.konglightstep.proxy.broken;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class HoldsState {
  static int counter;

  private HoldsState() {}
}
