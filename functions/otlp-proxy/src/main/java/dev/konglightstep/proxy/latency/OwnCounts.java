package dev.konglightstep.proxy.latency;

import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a function counts of itself, the way its settings say: as lines, or as OTLP. Without
 * the latter no class of OpenTelemetry's is loaded. Thread-safe.
 */
public final class OwnCounts {
  private final Metrics metrics;
  private final Sink sink;
  private final Supplier<String> instances;
  private final InstantSource clock;
  private final Log log;
  private final Outbox outbox;
  private @Nullable SdkCounts counts;

  /**
   * Tells of these counts.
   *
   * @param sink takes OTLP requests of metrics
   * @param instances gives a name to this environment, that no other has; it is asked when there is
   *     something to tell, which is after every checkpoint
   */
  public OwnCounts(
      Metrics metrics, Sink sink, Supplier<String> instances, InstantSource clock, Log log) {
    this.metrics = metrics;
    this.sink = sink;
    this.instances = instances;
    this.clock = clock;
    this.log = log;
    this.outbox = new Outbox(clock, log, metrics);
  }

  /**
   * Tells them if the last time is long enough ago; called at the end of an invocation.
   *
   * @param until when it must have returned; it takes a second of that at most
   */
  public void report(Instant until) {
    if (metrics.mode() != SelfTelemetry.OTLP) {
      metrics.report();
      return;
    }
    try {
      outbox.open();
      outbox.flush(this::take, until);
    } catch (RuntimeException e) {
      log.error("own counts are lost by a mistake", Map.of("why", e.toString()));
    }
  }

  private synchronized Optional<Outbox.Parcel> take() {
    Map<String, Long> taken = metrics.take();
    List<Metrics.Figure> levels = metrics.takeLevels();
    if (taken.isEmpty() && levels.isEmpty()) {
      return Optional.empty();
    }
    SdkCounts made = counts;
    if (made == null) {
      made = new SdkCounts(metrics.function(), new OtlpForm(instances.get()), clock);
      counts = made;
    }
    return Optional.of(new Outbox.Parcel(made.write(taken, levels), sink));
  }
}
