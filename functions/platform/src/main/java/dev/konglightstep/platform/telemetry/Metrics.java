package dev.konglightstep.platform.telemetry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what a function does and writes the sums now and then as one line of CloudWatch's Embedded
 * Metric Format, or leaves them to somebody who knows OTLP. A line for each batch would cost as
 * much as the batch itself. What an environment counted since its last line is lost when it is
 * reaped.
 */
public final class Metrics {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String NAMESPACE = "KongLightstep";
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final SelfTelemetry mode;
  private final String function;
  private final PrintStream out;
  private final InstantSource clock;
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Figure> levels = new TreeMap<>();
  private Instant reported;

  /**
   * Nothing is counted yet.
   *
   * @param function the dimension under which CloudWatch shows the counts
   */
  public Metrics(SelfTelemetry mode, String function, PrintStream out, InstantSource clock) {
    this.mode = mode;
    this.function = function;
    this.out = out;
    this.clock = clock;
    this.reported = clock.instant();
  }

  public synchronized void count(String name, long number) {
    if (mode != SelfTelemetry.OFF && number != 0) {
      counts.merge(name, number, Long::sum);
    }
  }

  /** Keeps a figure that is no sum until the sums are told; of one name, the newest. */
  public synchronized void level(Figure figure) {
    if (mode != SelfTelemetry.OFF) {
      levels.put(figure.name(), figure);
    }
  }

  public SelfTelemetry mode() {
    return mode;
  }

  /** Which function counts. */
  public String function() {
    return function;
  }

  /** The sums since this was last asked, for who tells them some other way than by a line. */
  public synchronized Map<String, Long> take() {
    Map<String, Long> taken = new TreeMap<>(counts);
    counts.clear();
    return taken;
  }

  /** The levels since this was last asked, for the same. */
  public synchronized List<Figure> takeLevels() {
    List<Figure> taken = List.copyOf(levels.values());
    levels.clear();
    return taken;
  }

  /**
   * Writes the sums if they go out as lines and the last line is long enough ago; called at the end
   * of an invocation.
   */
  public synchronized void report() {
    Instant now = clock.instant();
    boolean any = !counts.isEmpty() || !levels.isEmpty();
    if (mode == SelfTelemetry.EMF && any && !now.isBefore(reported.plus(INTERVAL))) {
      List<Figure> figures = new ArrayList<>();
      counts.forEach((name, sum) -> figures.add(new Figure(name, "Count", sum)));
      figures.addAll(takeLevels());
      out.println(line(now, figures));
      counts.clear();
      reported = now;
    }
  }

  /** Writes figures that are no sums at once, if they go out as lines. */
  public synchronized void figures(List<Figure> figures) {
    if (mode == SelfTelemetry.EMF && !figures.isEmpty()) {
      out.println(line(clock.instant(), figures));
    }
  }

  /** Writes a line of figures that somebody else added up, in the same format. */
  public synchronized void line(String line) {
    out.println(line);
  }

  private String line(Instant now, List<Figure> figures) {
    ObjectNode line = MAPPER.createObjectNode();
    ObjectNode aws = line.putObject("_aws").put("Timestamp", now.toEpochMilli());
    ObjectNode directive =
        aws.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
    directive.putArray("Dimensions").addArray().add("Function");
    ArrayNode metrics = directive.putArray("Metrics");
    line.put("Function", function);
    for (Figure figure : figures) {
      metrics.addObject().put("Name", figure.name()).put("Unit", figure.unit());
      line.put(figure.name(), figure.value());
    }
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JacksonException e) {
      throw new IllegalStateException("names and numbers cannot be written", e);
    }
  }

  /**
   * A figure of its own.
   *
   * @param unit as CloudWatch names it
   */
  public record Figure(String name, String unit, long value) {}
}
