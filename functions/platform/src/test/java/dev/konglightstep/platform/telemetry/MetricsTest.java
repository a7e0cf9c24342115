package dev.konglightstep.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Instant now = Instant.ofEpochMilli(1_795_514_400_000L);

  @Test
  void report_afterTheInterval_isOneLineOfSums() {
    Metrics metrics = metrics(SelfTelemetry.EMF);
    metrics.count("Items", 200);
    metrics.count("Batches", 1);
    metrics.count("Items", 90);
    metrics.count("Nothing", 0);
    metrics.report();
    assertThat(text()).isEmpty();

    now = now.plus(Duration.ofSeconds(30));
    metrics.report();
    metrics.report();

    assertThat(text())
        .isEqualToIgnoringNewLines(
            "{\"_aws\":{\"Timestamp\":1795514430000,\"CloudWatchMetrics\":[{\"Namespace\":"
                + "\"KongLightstep\",\"Dimensions\":[[\"Function\"]],\"Metrics\":[{\"Name\":"
                + "\"Batches\",\"Unit\":\"Count\"},{\"Name\":\"Items\",\"Unit\":\"Count\"}]}]},"
                + "\"Function\":\"OtlpProxy\",\"Batches\":1,\"Items\":290}");
  }

  @Test
  void report_switchedOff_writesNothing() {
    Metrics metrics = metrics(SelfTelemetry.OFF);
    metrics.count("Items", 200);
    now = now.plus(Duration.ofHours(1));
    metrics.report();

    assertThat(text()).isEmpty();
  }

  @Test
  void take_otlp_areTheSumsSinceTheLastTime() {
    Metrics metrics = metrics(SelfTelemetry.OTLP);
    metrics.count("Items", 200);
    now = now.plus(Duration.ofHours(1));
    metrics.report();

    assertThat(text()).isEmpty();
    assertThat(metrics.take()).containsOnly(Map.entry("Items", 200L));
    assertThat(metrics.take()).isEmpty();
  }

  @Test
  void report_levels_areToldAsTheyWereLast() {
    Metrics metrics = metrics(SelfTelemetry.EMF);
    metrics.level(new Metrics.Figure("SnapshotAge", "Seconds", 7));
    metrics.level(new Metrics.Figure("SnapshotAge", "Seconds", 9));
    metrics.count("Batches", 1);

    now = now.plus(Duration.ofSeconds(30));
    metrics.report();
    now = now.plus(Duration.ofSeconds(30));
    metrics.report();

    assertThat(text())
        .containsOnlyOnce("\n")
        .contains("{\"Name\":\"Batches\",\"Unit\":\"Count\"}")
        .contains("{\"Name\":\"SnapshotAge\",\"Unit\":\"Seconds\"}")
        .contains("\"Batches\":1,\"SnapshotAge\":9}");
  }

  @Test
  void report_levelsAlone_areToldToo() {
    Metrics metrics = metrics(SelfTelemetry.EMF);
    metrics.level(new Metrics.Figure("SnapshotAge", "Seconds", 0));

    now = now.plus(Duration.ofSeconds(30));
    metrics.report();

    assertThat(text()).contains("\"SnapshotAge\":0}");
  }

  @Test
  void takeLevels_otlp_areTheNewestSinceTheLastTime() {
    Metrics metrics = metrics(SelfTelemetry.OTLP);
    metrics.level(new Metrics.Figure("SnapshotAge", "Seconds", 7));

    assertThat(metrics.takeLevels())
        .containsExactly(new Metrics.Figure("SnapshotAge", "Seconds", 7));
    assertThat(metrics.takeLevels()).isEmpty();
    Metrics off = metrics(SelfTelemetry.OFF);
    off.level(new Metrics.Figure("SnapshotAge", "Seconds", 7));
    assertThat(off.takeLevels()).isEmpty();
  }

  private Metrics metrics(SelfTelemetry mode) {
    return new Metrics(
        mode, "OtlpProxy", new PrintStream(out, true, StandardCharsets.UTF_8), () -> now);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
