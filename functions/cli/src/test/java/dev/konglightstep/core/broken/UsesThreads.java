package dev.konglightstep.core.broken;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class UsesThreads {
  private UsesThreads() {}

  static Thread thread() {
    return Thread.ofVirtual().unstarted(() -> {});
  }
}
