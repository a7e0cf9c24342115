package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.konglightstep.proxy.latency.Buckets;
import dev.konglightstep.proxy.latency.Received;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the backend gets figures of all requests, of those too whose traces are not kept. */
class LatencyTest {
  private final LatencyWorld world = new LatencyWorld();

  @TempDir private Path directory;

  @BeforeEach
  void keepNothing() throws IOException {
    world.keepPolicyIn(directory);
    world.policy(
        "{\"sampling\":{\"otherwise\":0,\"orphans\":\"drop\"},\"latency\":{\"to\":\"backend\"}}");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void figures_allIsSampledOut_areOfEveryRequest() {
    OtlpProxy proxy = world.around.proxy();
    LatencyWorld.RECORDINGS.forEach(name -> world.send(proxy, Recording.body(name)));

    world.flush(proxy);

    Delivery delivery = world.onlyDelivery();
    assertThat(delivery.path()).isEqualTo(LatencyWorld.METRICS_PATH);
    assertThat(delivery.token()).isEqualTo(Surroundings.TOKEN);
    assertThat(delivery.headers().first("Content-Encoding")).contains("gzip");
    Received received = new Received(delivery.body());
    assertThat(received.request().getResourceMetricsList()).hasSize(1);
    assertThat(world.expected.requests()).hasSizeGreaterThan(5);
    assertThat(received.requests()).isEqualTo(world.expected.requests());
    assertDurations(received, world.expected.durations());
  }

  @Test
  void figures_allIsKept_areTheSame() throws IOException {
    world.policy("{\"latency\":{\"to\":\"backend\"}}");
    OtlpProxy proxy = world.around.proxy();
    LatencyWorld.RECORDINGS.forEach(name -> world.send(proxy, Recording.body(name)));

    world.flush(proxy);

    assertThat(world.figures())
        .singleElement()
        .extracting(Received::requests)
        .isEqualTo(world.expected.requests());
    assertThat(world.around.lightstep.deliveries()).hasSize(LatencyWorld.RECORDINGS.size() + 1);
  }

  @Test
  void figures_theResource_isTheServiceAndThisEnvironment() {
    List<String> instances = new ArrayList<>();
    for (OtlpProxy proxy : List.of(world.around.proxy(), world.around.proxy())) {
      world.send(proxy, world.around.fresh("01-anonymous-200"));
      world.flush(proxy);
      Received received = new Received(world.onlyDelivery().body());
      String series = received.requests().keySet().iterator().next();
      assertThat(received.attributes(series))
          .containsEntry("service.name", "edge-gateway")
          .containsEntry("http.request.method", "GET")
          .containsEntry("http.response.status_class", "2xx")
          .containsEntry("error", "false");
      instances.add(received.attributes(series).get("service.instance.id"));
      world.around.lightstep.takeDeliveries();
    }

    assertThat(instances).doesNotContainNull().doesNotHaveDuplicates();
  }

  @Test
  void figures_secondTime_areWhatCameSince() {
    OtlpProxy proxy = world.around.proxy();
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.flush(proxy);
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.flush(proxy);
    world.flush(proxy);

    List<Received> all = world.figures();
    assertThat(all).extracting(LatencyWorld::total).containsExactly(1L, 2L);
    ExponentialHistogramDataPoint first = all.get(0).durations().values().iterator().next();
    ExponentialHistogramDataPoint second = all.get(1).durations().values().iterator().next();
    assertThat(second.getStartTimeUnixNano()).isEqualTo(first.getTimeUnixNano());
    assertThat(second.getTimeUnixNano()).isGreaterThan(second.getStartTimeUnixNano());
  }

  @Test
  void figures_beforeHalfAMinute_wait() {
    OtlpProxy proxy = world.around.proxy();
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.around.pass(Duration.ofSeconds(25));
    world.ask(proxy);

    assertThat(world.around.lightstep.deliveries()).isEmpty();
  }

  @Test
  void figures_moreSeriesThanAllowed_goIntoOne() throws IOException {
    world.policy(
        "{\"sampling\":{\"otherwise\":0},\"latency\":{\"to\":\"backend\",\"max_series\":2}}");
    OtlpProxy proxy = world.around.proxy();
    LatencyWorld.RECORDINGS.forEach(name -> world.send(proxy, Recording.body(name)));
    world.flush(proxy);

    Received received = new Received(world.onlyDelivery().body());
    assertThat(received.requests()).hasSize(3).containsKey("overflow");
    assertThat(received.durations()).hasSize(3).containsKey("overflow");
    assertThat(LatencyWorld.total(received))
        .isEqualTo(LatencyWorld.total(world.expected.requests()));
  }

  /** Kong sends a share of its traces; what it left out is counted too, as exactly as can be. */
  @ParameterizedTest
  @CsvSource({"0.25,40", "0.4,25", "1,10", "0.0001,10000"})
  void figures_kongSendsAShare_countForAll(double rate, long counted) throws IOException {
    world.policy(
        "{\"sampling\":{\"otherwise\":0,\"upstream_rate\":"
            + rate
            + "},\"latency\":{\"to\":\"backend\"}}");
    OtlpProxy proxy = world.around.proxy();
    for (int i = 0; i < 10; i++) {
      world.send(proxy, world.around.fresh("01-anonymous-200"));
    }
    world.flush(proxy);

    Received received = new Received(world.onlyDelivery().body());
    assertThat(LatencyWorld.total(received)).isEqualTo(counted);
    assertThat(received.durations().values())
        .extracting(ExponentialHistogramDataPoint::getCount)
        .containsExactly(counted);
  }

  @Test
  void figures_nobodyAsks_areNone() throws IOException {
    world.policy("{\"sampling\":{\"otherwise\":0}}");
    OtlpProxy proxy = world.around.proxy();
    world.send(proxy, world.around.fresh("01-anonymous-200"));
    world.flush(proxy);

    assertThat(world.around.lightstep.deliveries()).isEmpty();
  }

  private static void assertDurations(Received received, Map<String, List<Long>> durations) {
    assertThat(received.durations().keySet()).isEqualTo(durations.keySet());
    durations.forEach(
        (series, nanos) -> {
          ExponentialHistogramDataPoint point = received.durations(series);
          double sum = nanos.stream().mapToDouble(one -> one / 1e9).sum();
          assertThat(point.getCount()).as(series).isEqualTo(nanos.size());
          assertThat(point.getSum()).as(series).isCloseTo(sum, within(1e-9));
          Buckets.assertHold(point, nanos);
        });
  }
}
