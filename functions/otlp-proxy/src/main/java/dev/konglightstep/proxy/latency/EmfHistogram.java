package dev.konglightstep.proxy.latency;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Durations as CloudWatch takes a distribution: values and how often each came. A bucket's value is
 * its middle, but not outside of what was seen; the specification of the format leaves this shape
 * out, CloudWatch's own agent and OpenTelemetry's exporter write it
 * (opentelemetry-collector-contrib, {@code awsemfexporter/metric_translator.go}).
 */
final class EmfHistogram {
  /** A metric may have so many values on a line. */
  static final int MOST_VALUES = 100;

  /** Buckets are some percent wide. */
  private static final MathContext DIGITS = new MathContext(6);

  private final List<Double> values = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private double min;
  private double max;
  private double sum;

  private EmfHistogram() {}

  /** In as many parts as lines are needed. */
  static List<EmfHistogram> of(ExponentialHistogramPointData point) {
    List<EmfHistogram> parts = new ArrayList<>();
    if (point.getZeroCount() > 0) {
      add(parts, 0, point.getZeroCount());
    }
    ExponentialHistogramBuckets buckets = point.getPositiveBuckets();
    double growth = Math.pow(2, Math.pow(2, -buckets.getScale()));
    int index = buckets.getOffset();
    for (long count : buckets.getBucketCounts()) {
      if (count > 0) {
        double lower = Math.pow(2, index * Math.pow(2, -buckets.getScale()));
        add(parts, Math.clamp(lower * (1 + growth) / 2, point.getMin(), point.getMax()), count);
      }
      index++;
    }
    settle(parts, point);
    return parts;
  }

  /** As it stands in a line. */
  ObjectNode json(JsonMapper mapper) {
    ObjectNode json = mapper.createObjectNode();
    ArrayNode all = json.putArray("Values");
    values.forEach(value -> all.add(rounded(value)));
    ArrayNode often = json.putArray("Counts");
    counts.forEach(often::add);
    return json.put("Min", min)
        .put("Max", max)
        .put("Sum", sum)
        .put("Count", counts.stream().mapToLong(Long::longValue).sum());
  }

  private static void add(List<EmfHistogram> parts, double value, long count) {
    if (parts.isEmpty() || parts.getLast().values.size() == MOST_VALUES) {
      parts.add(new EmfHistogram());
    }
    EmfHistogram part = parts.getLast();
    part.values.add(value);
    part.counts.add(count);
    part.sum += value * count;
  }

  /** What was seen holds for all parts together: the ends, and the sum by their shares. */
  private static void settle(List<EmfHistogram> parts, ExponentialHistogramPointData point) {
    double guessed = parts.stream().mapToDouble(part -> part.sum).sum();
    for (EmfHistogram part : parts) {
      part.sum = guessed == 0 ? 0 : point.getSum() * (part.sum / guessed);
      part.min = part.values.getFirst();
      part.max = part.values.getLast();
    }
    if (!parts.isEmpty()) {
      parts.getFirst().min = point.getMin();
      parts.getLast().max = point.getMax();
    }
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
