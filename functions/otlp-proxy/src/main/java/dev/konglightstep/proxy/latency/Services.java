package dev.konglightstep.proxy.latency;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DelegatingMetricData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts figures under the service that they are about, as OTLP has it: its name is an attribute of
 * the resource, and so the same that its spans have. The SDK counts them all together, so that the
 * limit of series holds for all.
 */
final class Services {
  /** Whose the figures are that no service is known of. */
  static final String NOBODY = "kong-lightstep";

  private Services() {}

  /**
   * The same figures, by service.
   *
   * @param instance of this environment
   */
  static List<MetricData> split(Collection<MetricData> figures, String instance) {
    List<MetricData> split = new ArrayList<>();
    // The exporter puts together what has the same resource, by identity.
    Map<String, Resource> resources = new HashMap<>();
    for (MetricData metric : figures) {
      Map<String, List<PointData>> byService = new LinkedHashMap<>();
      for (PointData point : metric.getData().getPoints()) {
        String service = point.getAttributes().get(Names.SERVICE);
        byService
            .computeIfAbsent(service == null ? NOBODY : service, unknown -> new ArrayList<>())
            .add(point);
      }
      byService.forEach(
          (service, points) ->
              split.add(
                  new Part(
                      metric,
                      resources.computeIfAbsent(service, unknown -> resource(unknown, instance)),
                      points)));
    }
    return split;
  }

  private static Resource resource(String service, String instance) {
    return Resource.create(Attributes.of(Names.SERVICE, service, Names.INSTANCE, instance));
  }

  private static Data<?> data(MetricData metric, List<PointData> points) {
    return switch (metric.getType()) {
      case EXPONENTIAL_HISTOGRAM ->
          ExponentialHistogramData.create(
              AggregationTemporality.DELTA,
              points.stream()
                  .map(ExponentialHistogramPointData.class::cast)
                  .map(Services::bare)
                  .toList());
      case LONG_GAUGE -> GaugeData.createLongGaugeData(numbers(points));
      default -> SumData.createLongSumData(true, AggregationTemporality.DELTA, numbers(points));
    };
  }

  private static List<LongPointData> numbers(List<PointData> points) {
    return points.stream().map(LongPointData.class::cast).map(Services::bare).toList();
  }

  private static LongPointData bare(LongPointData point) {
    return LongPointData.create(
        point.getStartEpochNanos(),
        point.getEpochNanos(),
        bare(point.getAttributes()),
        point.getValue());
  }

  private static ExponentialHistogramPointData bare(ExponentialHistogramPointData point) {
    return ExponentialHistogramPointData.create(
        point.getScale(),
        point.getSum(),
        point.getZeroCount(),
        point.hasMin(),
        point.getMin(),
        point.hasMax(),
        point.getMax(),
        point.getPositiveBuckets(),
        point.getNegativeBuckets(),
        point.getStartEpochNanos(),
        point.getEpochNanos(),
        bare(point.getAttributes()),
        point.getExemplars());
  }

  private static Attributes bare(Attributes attributes) {
    return attributes.toBuilder().remove(Names.SERVICE).build();
  }

  /** What one metric says of one service. */
  private static final class Part extends DelegatingMetricData {
    private final Resource resource;
    private final Data<?> data;

    Part(MetricData metric, Resource resource, List<PointData> points) {
      super(metric);
      this.resource = resource;
      this.data = data(metric, points);
    }

    @Override
    public Resource getResource() {
      return resource;
    }

    @Override
    public Data<?> getData() {
      return data;
    }
  }
}
