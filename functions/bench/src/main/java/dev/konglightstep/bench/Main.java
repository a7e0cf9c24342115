package dev.konglightstep.bench;

import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** {@code make bench}: a line for each row of the design's table. */
public final class Main {
  private Main() {}

  /**
   * With names, only those groups: jmh, policies and enriched (parts of jmh), snapshot, alloc,
   * cold, rss, local, delivery.
   */
  public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
    List<String> only = List.of(args);
    if (only.isEmpty() || only.contains("jmh")) {
      Jmh.compare();
    }
    if (only.contains("policies")) {
      Jmh.policies();
    }
    if (only.contains("enriched")) {
      Jmh.enriched();
    }
    if (only.isEmpty() || only.contains("snapshot")) {
      Snapshots.measure();
    }
    if (only.isEmpty() || only.contains("alloc")) {
      Allocation.measure();
    }
    if (only.isEmpty() || only.contains("cold")) {
      WholeProcess.cold();
    }
    if (only.isEmpty() || only.contains("rss")) {
      WholeProcess.rss();
    }
    if (only.isEmpty() || only.contains("local")) {
      LocalLoad.measure();
    }
    if (only.isEmpty() || only.contains("delivery")) {
      Deliveries.compare();
    }
  }
}
