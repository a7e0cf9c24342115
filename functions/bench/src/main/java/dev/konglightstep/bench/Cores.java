package dev.konglightstep.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps a process and its load off each other's core, where the machine can do that. */
final class Cores {
  private Cores() {}

  /**
   * What stands before a command that shall run on one core alone: taskset(1).
   *
   * @param core counted from 0
   * @return nothing if there is no such program, or no second core to leave free
   */
  static List<String> only(int core) {
    Optional<Path> taskset = taskset();
    return taskset.isEmpty() || Runtime.getRuntime().availableProcessors() < 2
        ? List.of()
        : List.of(taskset.get().toString(), "-c", Integer.toString(core));
  }

  private static Optional<Path> taskset() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "taskset"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
