package dev.konglightstep.proxy.latency;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lines of CloudWatch's Embedded Metric Format, one for each series; a second one only for
 * durations of more than a hundred buckets. Each figure appears under all that tells its series
 * apart, and once more under service and route alone, so that a percentile of a route is a metric:
 * CloudWatch cannot make one out of several.
 */
final class EmfForm implements Form {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String NAMESPACE = "KongLightstep";
  private static final String REQUESTS = "Requests";
  private static final String DURATION = "RequestDuration";

  private final boolean principal;

  /**
   * Writes lines.
   *
   * @param principal whether they are told apart by principal too
   */
  EmfForm(boolean principal) {
    this.principal = principal;
  }

  @Override
  public Bytes write(Collection<MetricData> figures) {
    Map<Attributes, Pair> series = new LinkedHashMap<>();
    for (MetricData metric : figures) {
      if (metric.getType() == MetricDataType.EXPONENTIAL_HISTOGRAM) {
        for (ExponentialHistogramPointData point :
            metric.getExponentialHistogramData().getPoints()) {
          pair(series, point.getAttributes()).durations = point;
        }
      } else {
        for (LongPointData point : metric.getLongSumData().getPoints()) {
          pair(series, point.getAttributes()).requests = point;
        }
      }
    }
    StringBuilder lines = new StringBuilder();
    series.forEach((attributes, pair) -> append(lines, attributes, pair));
    return Bytes.utf8(lines.toString());
  }

  private static Pair pair(Map<Attributes, Pair> series, Attributes attributes) {
    return series.computeIfAbsent(attributes, unknown -> new Pair());
  }

  private void append(StringBuilder lines, Attributes attributes, Pair pair) {
    LongPointData requests = pair.requests;
    ExponentialHistogramPointData durations = pair.durations;
    List<EmfHistogram> parts = durations == null ? List.of() : EmfHistogram.of(durations);
    if (requests != null) {
      ObjectNode line = line(attributes, requests.getEpochNanos());
      metric(line, REQUESTS, "Count").put(REQUESTS, requests.getValue());
      if (!parts.isEmpty()) {
        metric(line, DURATION, "Seconds").set(DURATION, parts.getFirst().json(MAPPER));
      }
      lines.append(line).append('\n');
    }
    for (int part = requests == null ? 0 : 1; durations != null && part < parts.size(); part++) {
      ObjectNode line = line(attributes, durations.getEpochNanos());
      metric(line, DURATION, "Seconds").set(DURATION, parts.get(part).json(MAPPER));
      lines.append(line).append('\n');
    }
  }

  private ObjectNode line(Attributes attributes, long nanos) {
    ObjectNode line = MAPPER.createObjectNode();
    ObjectNode aws = line.putObject("_aws").put("Timestamp", TimeUnit.NANOSECONDS.toMillis(nanos));
    ObjectNode directive =
        aws.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
    ArrayNode sets = directive.putArray("Dimensions");
    Map<String, String> dimensions = EmfDimensions.of(attributes, principal);
    EmfDimensions.ROLLUP.forEach(sets.addArray()::add);
    dimensions.keySet().forEach(sets.addArray()::add);
    directive.putArray("Metrics");
    dimensions.forEach(line::put);
    return line;
  }

  private static ObjectNode metric(ObjectNode line, String name, String unit) {
    line.withArray("/_aws/CloudWatchMetrics/0/Metrics")
        .addObject()
        .put("Name", name)
        .put("Unit", unit);
    return line;
  }

  /** What is known of one series. */
  private static final class Pair {
    private @Nullable LongPointData requests;
    private @Nullable ExponentialHistogramPointData durations;
  }
}
