package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import io.opentelemetry.proto.resource.v1.Resource;

/** A metrics request that holds every message of the metrics schema. */
final class Metrics {
  static final int POINTS = 5;

  private static final KeyValue ATTRIBUTE =
      KeyValue.newBuilder()
          .setKey("service")
          .setValue(AnyValue.newBuilder().setStringValue("orders"))
          .build();

  private Metrics() {}

  static Bytes everyKind() {
    ScopeMetrics scope =
        ScopeMetrics.newBuilder()
            .addMetrics(metric().setGauge(Gauge.newBuilder().addDataPoints(number())))
            .addMetrics(metric().setSum(Sum.newBuilder().addDataPoints(number())))
            .addMetrics(metric().setHistogram(Histogram.newBuilder().addDataPoints(histogram())))
            .addMetrics(
                metric()
                    .setExponentialHistogram(
                        ExponentialHistogram.newBuilder().addDataPoints(exponential())))
            .addMetrics(metric().setSummary(Summary.newBuilder().addDataPoints(summary())))
            .build();
    return Bytes.of(
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .setResource(Resource.newBuilder().addAttributes(ATTRIBUTE))
                    .addScopeMetrics(scope))
            .build()
            .toByteArray());
  }

  private static Metric.Builder metric() {
    return Metric.newBuilder().setName("requests").setUnit("1").addMetadata(ATTRIBUTE);
  }

  private static NumberDataPoint number() {
    return NumberDataPoint.newBuilder()
        .addAttributes(ATTRIBUTE)
        .setAsDouble(1.5)
        .addExemplars(exemplar())
        .build();
  }

  private static HistogramDataPoint histogram() {
    return HistogramDataPoint.newBuilder()
        .addAttributes(ATTRIBUTE)
        .addBucketCounts(3)
        .addBucketCounts(4)
        .addExplicitBounds(0.1)
        .addExemplars(exemplar())
        .build();
  }

  private static ExponentialHistogramDataPoint exponential() {
    Buckets buckets =
        Buckets.newBuilder().setOffset(-3).addBucketCounts(7).addBucketCounts(300).build();
    return ExponentialHistogramDataPoint.newBuilder()
        .addAttributes(ATTRIBUTE)
        .setScale(2)
        .setPositive(buckets)
        .setNegative(buckets)
        .addExemplars(exemplar())
        .build();
  }

  private static SummaryDataPoint summary() {
    return SummaryDataPoint.newBuilder()
        .addAttributes(ATTRIBUTE)
        .addQuantileValues(ValueAtQuantile.newBuilder().setQuantile(0.5).setValue(2))
        .build();
  }

  private static Exemplar exemplar() {
    return Exemplar.newBuilder().addFilteredAttributes(ATTRIBUTE).setAsInt(3).build();
  }
}
