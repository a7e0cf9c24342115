package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's command in a process of its own, which tells what classes it loads. */
class OperatorProcessTest {
  @Test
  void poolAdd_loadsNoStandIn_andReadsItsStandardInput(@TempDir Path folder) throws Exception {
    try (LocalSet set = LocalSet.start(Map.of())) {
      Path loaded = folder.resolve("classes");
      Process command = start(set.environment(), loaded, "pool", "add", "kong-9");
      try (OutputStream in = command.getOutputStream()) {
        in.write("CANARY-0123456789-0123456789-012\n".getBytes(StandardCharsets.UTF_8));
      }
      String out = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(out).isEqualTo("added kong-9 to the pool of project local; available now: 4\n");
      assertThat(command.exitValue()).isZero();
      assertThat(Files.readString(loaded))
          .contains("dev.konglightstep.rotation.TokenPool")
          .contains("software.amazon.awssdk.services.secretsmanager")
          .doesNotContain("dev.konglightstep.standins");
    }
  }

  private static Process start(Map<String, String> settings, Path loaded, String... args)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(new HashMap<>(settings));
    return builder.start();
  }
}
