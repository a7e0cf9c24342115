package dev.konglightstep.proxy.latency;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures that a backend got, as protobuf-java reads them. */
public final class Received {
  private final Map<String, Long> requests = new TreeMap<>();
  private final Map<String, ExponentialHistogramDataPoint> durations = new TreeMap<>();
  private final Map<String, Map<String, String>> attributes = new HashMap<>();
  private final ExportMetricsServiceRequest request;

  /** Of one Export request. */
  public Received(Bytes body) {
    try {
      this.request = ExportMetricsServiceRequest.parseFrom(body.copy());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not an Export request of metrics", e);
    }
    for (ResourceMetrics resource : request.getResourceMetricsList()) {
      Map<String, String> ofResource = map(resource.getResource().getAttributesList());
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        scope.getMetricsList().forEach(metric -> read(ofResource, metric));
      }
    }
  }

  /** A series in one text. */
  public static String series(
      String service, String route, String method, String status, boolean error) {
    return String.join("|", service, route, method, status, error ? "error" : "fine");
  }

  public ExportMetricsServiceRequest request() {
    return request;
  }

  /** How many requests by series; {@code overflow} for what was not told apart. */
  public Map<String, Long> requests() {
    return requests;
  }

  public Map<String, ExponentialHistogramDataPoint> durations() {
    return durations;
  }

  /** Those of one series, which must be there. */
  public ExponentialHistogramDataPoint durations(String series) {
    ExponentialHistogramDataPoint point = durations.get(series);
    if (point == null) {
      throw new AssertionError("no durations of " + series);
    }
    return point;
  }

  /** All attributes of a series, those of its resource too. */
  public Map<String, String> attributes(String series) {
    return attributes.getOrDefault(series, Map.of());
  }

  private void read(Map<String, String> ofResource, Metric metric) {
    switch (metric.getName()) {
      case "kong_lightstep.requests" -> {
        delta(metric.getSum().getAggregationTemporality());
        if (!metric.getSum().getIsMonotonic()) {
          throw new AssertionError("a count that is not monotonic");
        }
        for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
          String series = series(ofResource, point.getAttributesList());
          requests.merge(series, point.getAsInt(), Long::sum);
        }
      }
      case "http.server.request.duration" -> {
        delta(metric.getExponentialHistogram().getAggregationTemporality());
        for (var point : metric.getExponentialHistogram().getDataPointsList()) {
          String series = series(ofResource, point.getAttributesList());
          if (durations.put(series, point) != null) {
            throw new AssertionError("a series twice: " + series);
          }
        }
      }
      default -> throw new AssertionError("an unknown metric: " + metric.getName());
    }
  }

  private static void delta(AggregationTemporality temporality) {
    if (temporality != AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA) {
      throw new AssertionError("not deltas but " + temporality);
    }
  }

  private String series(Map<String, String> ofResource, List<KeyValue> ofPoint) {
    Map<String, String> all = new HashMap<>(ofResource);
    all.putAll(map(ofPoint));
    String series =
        all.containsKey("otel.metric.overflow")
            ? "overflow"
            : series(
                all.getOrDefault("service.name", ""),
                all.getOrDefault("http.route", ""),
                all.getOrDefault("http.request.method", ""),
                all.getOrDefault("http.response.status_class", ""),
                Boolean.parseBoolean(all.get("error")));
    attributes.put(series, all);
    return series;
  }

  private static Map<String, String> map(List<KeyValue> attributes) {
    Map<String, String> map = new HashMap<>();
    for (KeyValue attribute : attributes) {
      AnyValue value = attribute.getValue();
      String text =
          value.hasBoolValue() ? Boolean.toString(value.getBoolValue()) : value.getStringValue();
      if (map.put(attribute.getKey(), text) != null) {
        throw new AssertionError("an attribute twice: " + attribute.getKey());
      }
    }
    return map;
  }
}
