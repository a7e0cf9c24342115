package dev.konglightstep.proxy.latency;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.policy.latency.Series;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.ExemplarFilter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up by OpenTelemetry's SDK: a count of requests and a histogram of durations for each series,
 * no more of them than are allowed and one for the others.
 *
 * <p>The SDK knows no weights, so a request that stands for several is recorded several times, and
 * what is left of a broken number goes to the next request of its series.
 */
final class SdkFigures implements Figures {
  /** A share that Kong keeps is taken for a thousandth if it is less: each time costs a record. */
  static final int MOST_WEIGHT = 1000;

  private static final double NANOS = 1e9;

  private final DeltaReader reader = new DeltaReader();
  private final Form form;
  private final LongCounter requests;
  private final DoubleHistogram durations;
  private final int maxSeries;
  private final Map<Series, Known> known = new HashMap<>();

  /**
   * Nothing is counted yet.
   *
   * @param maxSeries how many are told apart between two times of taking out
   * @param form in which they are handed on
   */
  SdkFigures(int maxSeries, Form form, InstantSource clock) {
    this.maxSeries = maxSeries;
    this.form = form;
    Meter meter =
        SdkMeterProvider.builder()
            .setClock(new WallClock(clock))
            .setResource(Resource.empty())
            .setExemplarFilter(ExemplarFilter.alwaysOff())
            // The SDK counts the series of the others too.
            .registerMetricReader(reader, type -> maxSeries + 1)
            .build()
            .get("kong-lightstep");
    this.requests =
        meter
            .counterBuilder(Names.REQUESTS)
            .setUnit("{request}")
            .setDescription("Requests that Kong answered, before sampling.")
            .build();
    this.durations =
        meter
            .histogramBuilder(Names.DURATION)
            .setUnit("s")
            .setDescription("How long they took, where Kong said so.")
            .build();
  }

  @Override
  public void count(Series series, double weight, long nanos) {
    Known one = known(series);
    double whole = Math.clamp(weight, 1, MOST_WEIGHT) + one.left;
    int times = (int) whole;
    one.left = whole - times;
    requests.add(times, one.attributes);
    for (int i = 0; nanos >= 0 && i < times; i++) {
      durations.record(nanos / NANOS, one.attributes);
    }
  }

  @Override
  public Bytes take() {
    return form.write(reader.collect());
  }

  /** All is forgotten when it is too much: what is left over of each is less than a request. */
  private Known known(Series series) {
    Known one = known.get(series);
    if (one == null) {
      if (known.size() > maxSeries) {
        known.clear();
      }
      one = new Known(attributes(series));
      known.put(series, one);
    }
    return one;
  }

  private static Attributes attributes(Series series) {
    AttributesBuilder attributes = Attributes.builder().put(Names.ERROR, series.error());
    if (!series.service().isEmpty()) {
      attributes.put(Names.SERVICE, series.service());
    }
    if (!series.route().isEmpty()) {
      attributes.put(Names.ROUTE, series.route());
    }
    if (!series.method().isEmpty()) {
      attributes.put(Names.METHOD, series.method());
    }
    if (series.statusClass() > 0) {
      attributes.put(Names.STATUS, series.statusClass() + "xx");
    }
    if (!series.principal().isEmpty()) {
      attributes.put(Names.PRINCIPAL, series.principal());
    }
    return attributes.build();
  }

  /** A series that was met, with what is left over of its weights. */
  private static final class Known {
    private final Attributes attributes;

    /** Half a request at first, so that what is cut off is as often too much as too little. */
    private double left = 0.5;

    Known(Attributes attributes) {
      this.attributes = attributes;
    }
  }
}
