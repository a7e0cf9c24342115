package dev.konglightstep.platform.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An emulator of AWS that runs as a process of its own until it is closed. */
final class EmulatorProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Matcher ready;

  private EmulatorProcess(Process process, Matcher ready) {
    this.process = process;
    this.ready = ready;
  }

  /** Where infra/emulators.sh installs them. */
  static Path folder() {
    return Path.of(System.getProperty("project.root", "../.."), "target", "emulators")
        .toAbsolutePath();
  }

  static Path python(String emulator) {
    return folder().resolve(emulator).resolve("bin/python");
  }

  static boolean isInstalled(String emulator) {
    return Files.isExecutable(python(emulator));
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param ready found in the line by which it says so
   */
  static EmulatorProcess start(ProcessBuilder command, Pattern ready) throws Exception {
    Process process = command.redirectErrorStream(true).start();
    CompletableFuture<Matcher> said = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(process.inputReader(), ready, said));
    try {
      return new EmulatorProcess(process, said.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** The first group of what told that it is ready. */
  String said() {
    return ready.group(1);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Reads until the process ends, for one whose output nobody reads would stop. */
  private static void read(
      BufferedReader output, Pattern ready, CompletableFuture<Matcher> result) {
    StringBuilder said = new StringBuilder();
    try (output) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher serving = ready.matcher(line);
        if (serving.find()) {
          result.complete(serving);
        }
        said.append(line).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      result.completeExceptionally(new IllegalStateException("the emulator ended: " + said));
    }
  }
}
