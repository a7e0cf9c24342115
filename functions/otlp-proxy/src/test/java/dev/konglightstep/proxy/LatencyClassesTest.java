package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.runtime.Outcome;
import dev.konglightstep.standins.runtime.RuntimeFace;
import dev.konglightstep.standins.runtime.RuntimeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** That who does not count latency does not pay for it: a start loads no class of OpenTelemetry. */
@EnabledOnOs(OS.LINUX)
class LatencyClassesTest {
  private static final Path EVENT =
      Path.of(
          System.getProperty("project.root", "../.."),
          "events/otlp-proxy/function-url-traces.json");

  private final Surroundings around = new Surroundings();
  private final RuntimeModel lambda =
      new RuntimeModel(InstantSource.system(), Duration.ofSeconds(30));
  private final LoopbackServer api = LoopbackServer.start(new RuntimeFace(lambda), new Faults());

  @TempDir private Path directory;

  @AfterEach
  void close() {
    api.close();
    around.close();
  }

  @Test
  void start_policyWithoutLatency_loadsNone() throws Exception {
    assertThat(loadedUnder("{\"sampling\":{\"otherwise\":0.5}}")).isEmpty();
  }

  /** Else the other test would look for the wrong ones. */
  @Test
  void start_policyWithLatency_loadsThem() throws Exception {
    assertThat(loadedUnder("{\"latency\":{\"to\":\"backend\"}}"))
        .anyMatch(line -> line.contains("io.opentelemetry.sdk.metrics.SdkMeterProvider "));
  }

  /** The classes that a process loads which answers one batch. */
  private List<String> loadedUnder(String policy) throws IOException, InterruptedException {
    Path file = directory.resolve("policy.json");
    Path classes = directory.resolve("classes");
    Files.writeString(file, policy);
    around.putKey("v2", "local-ingest-key");
    around.environment.put("POLICY_URI", "file:" + file);
    around.environment.put("JAVA_TOOL_OPTIONS", "-Xlog:class+load=info:file=" + classes);
    Path log = directory.resolve("log");
    try (LambdaProcess process = LambdaProcess.start(api.url(), around.environment, log)) {
      String request = lambda.invoke(Bytes.of(Files.readAllBytes(EVENT)));
      assertThat(lambda.awaitOutcome(request, 60))
          .as(process.output())
          .get()
          .extracting(outcome -> outcome instanceof Outcome.Answered(Bytes a) ? a.text() : "")
          .asString()
          .contains("\"statusCode\":200");
    }
    List<String> loaded = Files.readAllLines(classes);
    assertThat(loaded).anyMatch(line -> line.contains("dev.konglightstep.proxy.Dispatch "));
    return loaded.stream().filter(line -> line.contains(" io.opentelemetry.")).toList();
  }
}
