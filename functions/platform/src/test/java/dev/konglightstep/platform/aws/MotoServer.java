package dev.konglightstep.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of moto, which emulates AWS and knows nothing of us, on a free port of its own. */
final class MotoServer implements AutoCloseable {
  private static final Path PYTHON =
      Path.of(
          System.getProperty("project.root", "../.."), "target", "emulators", "moto", "bin/python");
  private static final Pattern READY = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
  private static final long PATIENCE_SECONDS = 60;

  static final String MISSING =
      "moto is not installed; \"infra/emulators.sh target/emulators\" does it";

  private final Process process;
  private final URI url;

  private MotoServer(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Whether a test must run: where moto is installed, and in CI, where it fails without. */
  static boolean isExpected() {
    boolean expected = isInstalled() || "true".equals(System.getenv("CI"));
    if (!expected) {
      System.err.println("skipped: " + MISSING);
    }
    return expected;
  }

  /** Starts it and waits until it serves. */
  static MotoServer start() throws Exception {
    assertThat(isInstalled()).as(MISSING).isTrue();
    Process process =
        new ProcessBuilder(PYTHON.toString(), "-m", "moto.server", "-H", "127.0.0.1", "-p", "0")
            .redirectErrorStream(true)
            .start();
    CompletableFuture<URI> ready = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(process.inputReader(), ready));
    try {
      return new MotoServer(process, ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  URI url() {
    return url;
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
  private static void read(BufferedReader output, CompletableFuture<URI> ready) {
    StringBuilder said = new StringBuilder();
    try (output) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher serving = READY.matcher(line);
        if (serving.find()) {
          ready.complete(URI.create(serving.group(1)));
        }
        said.append(line).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ready.completeExceptionally(new IllegalStateException("moto ended: " + said));
    }
  }

  private static boolean isInstalled() {
    return Files.isExecutable(PYTHON);
  }
}
