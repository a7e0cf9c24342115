package dev.konglightstep.proxy.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.core.policy.latency.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What adds up, and how it is written. */
class SdkFiguresTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Series GET = new Series("edge", "/a", "GET", 2, false, "");
  private static final String GET_SERIES = Received.series("edge", "/a", "GET", "2xx", false);
  private static final long SECOND = 1_000_000_000;

  @Test
  void take_nothingWasCounted_isEmpty() {
    assertThat(otlp(10).take().isEmpty()).isTrue();
    assertThat(emf().take().isEmpty()).isTrue();
  }

  @Test
  void take_wideRangeOfDurations_areInTheirBuckets() {
    Figures figures = otlp(10);
    List<Long> nanos = new ArrayList<>();
    for (double one = 1000; one < 60e9; one *= 1.37) {
      nanos.add((long) one);
      figures.count(GET, 1, (long) one);
    }

    var point = new Received(figures.take()).durations(GET_SERIES);

    Buckets.assertHold(point, nanos);
    assertThat(point.getMin()).isEqualTo(1e-6);
    assertThat(point.getMax()).isCloseTo(nanos.getLast() / 1e9, within(1e-9));
  }

  @Test
  void take_durationIsNotKnown_countsAsARequestAlone() {
    Figures figures = otlp(10);
    figures.count(GET, 1, -1);
    figures.count(GET, 1, SECOND);

    Received received = new Received(figures.take());

    assertThat(received.requests()).containsEntry(GET_SERIES, 2L);
    assertThat(received.durations(GET_SERIES).getCount()).isEqualTo(1);
  }

  @Test
  void take_noTimeAtAll_isItsOwnBucket() {
    Figures figures = otlp(10);
    figures.count(GET, 1, 0);

    assertThat(new Received(figures.take()).durations(GET_SERIES).getZeroCount()).isEqualTo(1);
  }

  /** Each series keeps what is left over to itself: taking turns favours none. */
  @Test
  void count_brokenWeightsInTurn_addUpInEachSeries() {
    Figures figures = otlp(10);
    Series other = new Series("edge", "/b", "GET", 2, false, "");
    for (int i = 0; i < 100; i++) {
      figures.count(GET, 1.5, SECOND);
      figures.count(other, 1.5, SECOND);
    }

    assertThat(new Received(figures.take()).requests().values()).containsExactly(150L, 150L);
  }

  @Test
  void count_weightBelowOne_isARequestAllTheSame() {
    Figures figures = otlp(10);
    figures.count(GET, 0.1, SECOND);

    assertThat(new Received(figures.take()).requests()).containsEntry(GET_SERIES, 1L);
  }

  /** The limit is of one time of taking out, so that what comes later is not left out for ever. */
  @Test
  void take_manySeries_areLimitedEachTime() {
    Figures figures = otlp(3);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 20; i++) {
        figures.count(new Series("edge", "/" + round + "/" + i, "GET", 2, false, ""), 1, SECOND);
      }
      assertThat(new Received(figures.take()).requests())
          .hasSize(4)
          .containsEntry("overflow", 17L)
          .containsKey(Received.series("edge", "/" + round + "/0", "GET", "2xx", false));
    }
  }

  @Test
  void take_overflow_belongsToNoService() {
    Figures figures = otlp(1);
    figures.count(GET, 1, SECOND);
    figures.count(new Series("edge", "/b", "GET", 2, false, ""), 1, SECOND);

    assertThat(new Received(figures.take()).attributes("overflow"))
        .containsEntry("service.name", "kong-lightstep")
        .containsEntry("otel.metric.overflow", "true")
        .containsEntry("service.instance.id", "one");
  }

  @Test
  void take_principal_isAnAttribute() {
    Figures figures = otlp(10);
    figures.count(new Series("edge", "/a", "GET", 2, false, "arn:aws:iam::1:role/r"), 1, SECOND);

    assertThat(new Received(figures.take()).attributes(GET_SERIES))
        .containsEntry("iam.principal.arn", "arn:aws:iam::1:role/r");
  }

  /** The format allows a hundred values of a metric on a line. */
  @Test
  void take_moreBucketsThanALineHolds_areTwoLines() throws JsonProcessingException {
    Figures figures = emf();
    double sum = 0;
    int count = 0;
    for (double one = 1000; one < 60e9; one *= 1.02, count++) {
      figures.count(GET, 1, (long) one);
      sum += (long) one / 1e9;
    }

    List<JsonNode> lines = lines(figures);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).path("Requests").intValue()).isEqualTo(count);
    assertThat(lines.get(1).has("Requests")).isFalse();
    JsonNode first = lines.get(0).path("RequestDuration");
    JsonNode second = lines.get(1).path("RequestDuration");
    assertThat(first.path("Values")).hasSize(100);
    assertThat(first.path("Count").intValue() + second.path("Count").intValue()).isEqualTo(count);
    assertThat(first.path("Sum").doubleValue() + second.path("Sum").doubleValue())
        .isCloseTo(sum, within(1e-6));
    assertThat(first.path("Min").doubleValue()).isEqualTo(1e-6);
    assertThat(first.path("Max").doubleValue()).isLessThan(second.path("Min").doubleValue());
  }

  @Test
  void take_textThatCloudWatchRefuses_isReplaced() throws JsonProcessingException {
    Figures figures = emf();
    figures.count(new Series(":é", " ", "", 0, true, "arn:é"), 1, -1);

    assertThat(lines(figures))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path("Service").textValue()).isEqualTo("??");
              assertThat(line.path("Route").textValue()).isEqualTo("none");
              assertThat(line.path("Method").textValue()).isEqualTo("none");
              assertThat(line.path("Error").textValue()).isEqualTo("true");
              assertThat(line.path("Principal").textValue()).isEqualTo("arn:?");
              assertThat(line.has("RequestDuration")).isFalse();
            });
  }

  private static Figures otlp(int maxSeries) {
    return new SdkFigures(maxSeries, new OtlpForm("one"), () -> NOW);
  }

  private static Figures emf() {
    return new SdkFigures(10, new EmfForm(true), () -> NOW);
  }

  private static List<JsonNode> lines(Figures figures) throws JsonProcessingException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : figures.take().text().lines().toList()) {
      lines.add(new JsonMapper().readTree(line));
    }
    return lines;
  }
}
