package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.proxy.latency.Received;
import dev.konglightstep.standins.kong.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures as lines of CloudWatch's Embedded Metric Format, held against its specification (Amazon
 * CloudWatch User Guide, "Specification: Embedded metric format").
 */
class LatencyLinesTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> ALL = List.of("Service", "Route", "Method", "Status", "Error");

  private final LatencyWorld world = new LatencyWorld();

  @TempDir private Path directory;

  @BeforeEach
  void keepNothing() throws IOException {
    world.keepPolicyIn(directory);
    world.policy("{\"sampling\":{\"otherwise\":0},\"latency\":{\"to\":\"emf\"}}");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void lines_ofRecordedTraffic_holdEveryRequest() throws JsonProcessingException {
    flushAll(world.around.proxy());

    Map<String, Long> requests = new TreeMap<>();
    for (JsonNode line : lines()) {
      assertFormat(line);
      if (line.has("Requests")) {
        assertThat(requests.put(series(line), line.path("Requests").longValue())).isNull();
      }
    }
    assertThat(requests).isEqualTo(world.expected.requests());
    assertThat(world.around.lightstep.deliveries()).isEmpty();
  }

  @Test
  void lines_ofRecordedTraffic_holdEveryDuration() throws JsonProcessingException {
    flushAll(world.around.proxy());

    Map<String, List<JsonNode>> bySeries = new TreeMap<>();
    for (JsonNode line : lines()) {
      if (line.has("RequestDuration")) {
        bySeries
            .computeIfAbsent(series(line), unknown -> new ArrayList<>())
            .add(line.path("RequestDuration"));
      }
    }
    Map<String, List<Long>> durations = world.expected.durations();
    assertThat(bySeries.keySet()).isEqualTo(durations.keySet());
    bySeries.forEach(
        (series, parts) -> assertDistribution(parts, durations.getOrDefault(series, List.of())));
  }

  @Test
  void lines_moreSeriesThanAllowed_areOneMore() throws IOException {
    world.policy("{\"sampling\":{\"otherwise\":0},\"latency\":{\"to\":\"emf\",\"max_series\":1}}");
    flushAll(world.around.proxy());

    assertThat(lines())
        .hasSize(2)
        .extracting(line -> line.path("Route").textValue())
        .contains("overflow");
  }

  @Test
  void lines_secondTime_areWhatCameSince() throws JsonProcessingException {
    OtlpProxy proxy = world.around.proxy();
    for (int i = 0; i < 2; i++) {
      world.send(proxy, world.around.fresh("01-anonymous-200"));
      world.flush(proxy);
    }
    world.flush(proxy);

    assertThat(lines())
        .extracting(line -> line.path("Requests").longValue())
        .containsExactly(1L, 1L);
  }

  private void flushAll(OtlpProxy proxy) {
    LatencyWorld.RECORDINGS.forEach(name -> world.send(proxy, Recording.body(name)));
    world.flush(proxy);
  }

  /** Those of latency: the proxy's own counts have a Function. */
  private List<JsonNode> lines() throws JsonProcessingException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : world.around.metrics().lines().toList()) {
      JsonNode json = MAPPER.readTree(line);
      if (!json.has("Function")) {
        lines.add(json);
      }
    }
    return lines;
  }

  private static String series(JsonNode line) {
    return Received.series(
        value(line, "Service"),
        value(line, "Route"),
        value(line, "Method"),
        value(line, "Status"),
        value(line, "Error").equals("true"));
  }

  private static String value(JsonNode line, String dimension) {
    String value = line.path(dimension).textValue();
    return value.equals("none") ? "" : value;
  }

  private static void assertFormat(JsonNode line) {
    assertThat(line.path("_aws").path("Timestamp").isIntegralNumber()).isTrue();
    JsonNode directive = line.path("_aws").path("CloudWatchMetrics").path(0);
    assertThat(directive.path("Namespace").textValue()).isEqualTo("KongLightstep");
    assertThat(texts(directive.path("Dimensions").path(0))).containsExactly("Service", "Route");
    assertThat(texts(directive.path("Dimensions").path(1))).isEqualTo(ALL);
    for (String dimension : ALL) {
      assertThat(line.path(dimension).textValue()).matches("[\\x20-\\x7e]{1,1024}");
    }
    assertThat(directive.path("Metrics")).isNotEmpty();
    for (JsonNode metric : directive.path("Metrics")) {
      assertThat(metric.path("Unit").textValue()).isIn("Count", "Seconds");
      assertThat(line.has(metric.path("Name").textValue())).isTrue();
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  private static void assertDistribution(List<JsonNode> parts, List<Long> nanos) {
    List<Double> guessed = new ArrayList<>();
    double sum = 0;
    for (JsonNode part : parts) {
      JsonNode values = part.path("Values");
      assertThat(values).hasSizeBetween(1, 100).hasSameSizeAs(part.path("Counts"));
      for (int i = 0; i < values.size(); i++) {
        for (long n = part.path("Counts").path(i).longValue(); n > 0; n--) {
          guessed.add(values.path(i).doubleValue());
        }
      }
      sum += part.path("Sum").doubleValue();
    }
    List<Double> exact = nanos.stream().map(one -> one / 1e9).sorted().toList();
    assertThat(guessed.stream().sorted().toList()).hasSameSizeAs(exact);
    assertThat(sum).isCloseTo(exact.stream().mapToDouble(one -> one).sum(), within(1e-9));
    assertThat(parts.getFirst().path("Min").doubleValue()).isEqualTo(exact.getFirst());
    assertThat(parts.getLast().path("Max").doubleValue()).isEqualTo(exact.getLast());
    for (int i = 0; i < exact.size(); i++) {
      assertThat(guessed.get(i)).isCloseTo(exact.get(i), within(exact.get(i) * 0.05));
    }
  }
}
