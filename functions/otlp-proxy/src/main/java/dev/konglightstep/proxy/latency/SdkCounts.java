package dev.konglightstep.proxy.latency;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.telemetry.Metrics;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a function's own counts as OTLP sums, and levels as gauges. Not thread-safe. */
final class SdkCounts {
  private final DeltaReader reader = new DeltaReader();
  private final Meter meter;
  private final Form form;
  private final Attributes function;

  /**
   * Nothing is counted yet.
   *
   * @param function that counts
   */
  SdkCounts(String function, Form form, InstantSource clock) {
    this.form = form;
    this.function = Attributes.of(AttributeKey.stringKey("function"), function);
    this.meter =
        SdkMeterProvider.builder()
            .setClock(new WallClock(clock))
            .setResource(Resource.empty())
            .registerMetricReader(reader)
            .build()
            .get("kong-lightstep");
  }

  /** Counts and levels as an Export request. */
  Bytes write(Map<String, Long> counts, List<Metrics.Figure> levels) {
    counts.forEach(
        (name, count) -> meter.counterBuilder(metric(name)).build().add(count, function));
    levels.forEach(
        level ->
            meter
                .gaugeBuilder(metric(level.name()))
                .setUnit(unit(level.unit()))
                .ofLongs()
                .build()
                .set(level.value(), function));
    return form.write(reader.collect());
  }

  /** OTLP has UCUM's units. */
  private static String unit(String ofCloudWatch) {
    return ofCloudWatch.equals("Seconds") ? "s" : "1";
  }

  /** {@code ItemsForwarded} is {@code kong_lightstep.items_forwarded}. */
  private static String metric(String name) {
    return "kong_lightstep."
        + name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
