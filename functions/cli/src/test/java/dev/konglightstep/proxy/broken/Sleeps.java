package dev.konglightstep.proxy.broken;

/** Breaks a rule of ArchitectureTest, to prove that it can fail. */
final class Sleeps {
  private Sleeps() {}

  static void sleep() throws InterruptedException {
    Thread.sleep(1);
  }
}
