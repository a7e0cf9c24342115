package dev.konglightstep.bench;

import org.openjdk.jmh.runner.RunnerException;

/** {@code make bench}. */
public final class Main {
  private Main() {}

  /** Prints a line for each row of the design's table. */
  public static void main(String[] args) throws RunnerException {
    Jmh.compare();
  }
}
