package dev.konglightstep.proxy.latency;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.Collection;

/**
 * Takes figures out when it is asked to, each time what came since the time before. Durations fall
 * into base-2 exponential buckets.
 */
final class DeltaReader implements MetricReader {
  /** 160 buckets, at first as fine as the SDK can. */
  private static final Aggregation EXPONENTIAL = Aggregation.base2ExponentialBucketHistogram();

  private volatile CollectionRegistration source = CollectionRegistration.noop();

  /** What came since this was last called. */
  Collection<MetricData> collect() {
    return source.collectAllMetrics();
  }

  @Override
  public void register(CollectionRegistration registration) {
    source = registration;
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return AggregationTemporality.DELTA;
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType type) {
    return type == InstrumentType.HISTOGRAM ? EXPONENTIAL : Aggregation.defaultAggregation();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
