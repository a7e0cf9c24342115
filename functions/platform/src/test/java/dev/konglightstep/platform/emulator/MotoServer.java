package dev.konglightstep.platform.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.Pattern;

/** A process of moto, which emulates AWS and knows nothing of us, on a free port of its own. */
public final class MotoServer implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

  public static final String MISSING =
      "moto is not installed; \"infra/emulators.sh target/emulators\" does it";

  private final EmulatorProcess process;

  private MotoServer(EmulatorProcess process) {
    this.process = process;
  }

  /** Whether a test must run: where moto is installed, and in CI, where it fails without. */
  public static boolean isExpected() {
    boolean expected = EmulatorProcess.isInstalled("moto") || "true".equals(System.getenv("CI"));
    if (!expected) {
      System.err.println("skipped: " + MISSING);
    }
    return expected;
  }

  /** Starts it and waits until it serves. */
  public static MotoServer start() throws Exception {
    assertThat(EmulatorProcess.isInstalled("moto")).as(MISSING).isTrue();
    String python = EmulatorProcess.python("moto").toString();
    ProcessBuilder command =
        new ProcessBuilder(python, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0");
    return new MotoServer(EmulatorProcess.start(command, READY));
  }

  public URI url() {
    return URI.create(process.said());
  }

  @Override
  public void close() {
    process.close();
  }
}
