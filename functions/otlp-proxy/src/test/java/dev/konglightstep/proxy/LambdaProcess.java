package dev.konglightstep.proxy;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The proxy's handler as Lambda runs it: under the real runtime interface client, with flags near
 * Lambda's own, in a process that can be frozen.
 */
final class LambdaProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final Path output;

  private LambdaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param output a file for standard output and standard error, the function's log
   */
  static LambdaProcess start(URI runtimeApi, Map<String, String> settings, Path output)
      throws IOException {
    return start(OtlpProxyHandler.class, runtimeApi, settings, output);
  }

  /** Starts another function. */
  static LambdaProcess start(
      Class<?> handler, URI runtimeApi, Map<String, String> settings, Path output)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            AWSLambda.class.getName(),
            handler.getName());
    builder.environment().clear();
    builder.environment().putAll(settings);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API", runtimeApi.getAuthority(),
                "AWS_LAMBDA_FUNCTION_NAME", "stand-in",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/stand-in",
                "AWS_LAMBDA_LOG_STREAM_NAME", "stand-in",
                "LAMBDA_TASK_ROOT", "."));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new LambdaProcess(builder.start(), output);
  }

  /** Stops all its threads where they are, as Lambda does after an answer. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isFrozen()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the process does not freeze");
      }
      Thread.onSpinWait();
    }
  }

  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Its exit code, once it has ended by itself. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the process does not end");
    }
    return process.exitValue();
  }

  /** Everything that it has printed until now. */
  String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void signal(String name) throws IOException, InterruptedException {
    String kill = "kill -" + name + " " + process.pid();
    int exit = new ProcessBuilder("/bin/sh", "-c", kill).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(kill + " failed");
    }
  }

  private boolean isFrozen() {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    try (Stream<Path> threads = Files.list(tasks)) {
      List<Path> all = threads.toList();
      return !all.isEmpty() && all.stream().allMatch(LambdaProcess::isStopped);
    } catch (IOException e) {
      return false;
    }
  }

  /** The state is the field after the name in parentheses; T is stopped (proc_pid_stat(5)). */
  private static boolean isStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return false; // it has ended meanwhile
    }
  }
}
