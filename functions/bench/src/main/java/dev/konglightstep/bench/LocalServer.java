package dev.konglightstep.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code make local} in a process of its own, in front of a backend that is elsewhere. */
record LocalServer(Process process, URI url) implements AutoCloseable {
  private static final Path JAR = Path.of("functions", "cli", "target", "cli.jar");
  private static final Pattern READY = Pattern.compile("ready proxy=(\\S+) .*");

  /**
   * Serves when this returns.
   *
   * @param before what stands before the command, such as taskset
   */
  static LocalServer start(List<String> before, URI backend) throws IOException {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing; run \"make build\" in this folder");
    }
    List<String> command = new ArrayList<>(before);
    command.addAll(java());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PORT", "0");
    builder.environment().put("LOG_LEVEL", "error");
    // The first batches load classes, on one core.
    builder.environment().put("ANSWER_BUDGET", "PT60S");
    builder.environment().put("LIGHTSTEP_URL", backend.toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out = process.inputReader();
    Matcher ready = READY.matcher(String.valueOf(out.readLine()));
    if (!ready.matches()) {
      process.destroyForcibly();
      throw new IllegalStateException("make local does not start");
    }
    return new LocalServer(process, URI.create(ready.group(1)));
  }

  /** As the script kong-lightstep starts it. */
  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dsun.net.httpserver.nodelay=true",
        "-XX:+UseSerialGC",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        JAR.toString(),
        "local");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
