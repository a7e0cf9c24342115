package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.proxy.spill.Keys;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.lightstep.Delivery;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.s3.PutObject;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What functions count of themselves, as OTLP. */
class OwnCountsTest {
  private final LatencyWorld world = new LatencyWorld();
  private final Surroundings around = world.around;

  @BeforeEach
  void otlp() {
    around.environment.put("SELF_TELEMETRY", "otlp");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void report_afterAWhile_goesToTheBackend() throws InvalidProtocolBufferException {
    OtlpProxy proxy = around.proxy();
    world.flush(proxy);
    around.lightstep.takeDeliveries();
    world.send(proxy, around.fresh("01-anonymous-200"));
    world.send(proxy, around.fresh("01-anonymous-200"));
    world.flush(proxy);

    Delivery delivery = metrics(around.lightstep).getFirst();
    assertThat(delivery.token()).isEqualTo(Surroundings.TOKEN);
    assertThat(counts(delivery, "OtlpProxy"))
        .containsEntry("kong_lightstep.batches", 2L)
        .containsEntry("kong_lightstep.items_forwarded", 16L);
    assertThat(around.metrics()).isEmpty();
  }

  /** A level that was told is told no more until it is known again. */
  @Test
  void report_level_isAGauge(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("principals.txt");
    Instant written = around.now().minusSeconds(600);
    Files.write(file, Roles.directory(written, "one").copy());
    around.environment.put("PRINCIPALS_URI", "file:" + file);
    OtlpProxy proxy = around.proxy();
    world.send(proxy, around.fresh("01-anonymous-200"));
    world.flush(proxy);
    world.flush(proxy);

    List<Metric> ages =
        metrics(around.lightstep).stream()
            .flatMap(delivery -> all(delivery).stream())
            .filter(metric -> metric.getName().equals("kong_lightstep.snapshot_age"))
            .toList();
    assertThat(ages).singleElement().extracting(Metric::getUnit).isEqualTo("s");
    assertThat(ages.getFirst().getGauge().getDataPoints(0).getAsInt()).isBetween(600L, 700L);
  }

  @Test
  void report_secondTime_isWhatCameSince() throws InvalidProtocolBufferException {
    OtlpProxy proxy = around.proxy();
    for (int i = 0; i < 3; i++) {
      world.send(proxy, around.fresh("01-anonymous-200"));
      world.flush(proxy);
    }

    assertThat(batches()).containsExactly(1L, 1L, 1L);
  }

  @Test
  void report_backendIsDown_nothingIsLost() throws InvalidProtocolBufferException {
    OtlpProxy proxy = around.proxy();
    around.lightstepFaults.always(LatencyWorld::isOfMetrics, new Fault.DropBefore());
    for (int i = 0; i < 3; i++) {
      world.send(proxy, around.fresh("01-anonymous-200"));
      world.flush(proxy);
    }
    around.lightstepFaults.clear();
    world.flush(proxy);

    assertThat(batches()).containsExactly(1L, 2L);
  }

  @Test
  void report_endpointIsSet_goesThereWithoutTheToken() throws InvalidProtocolBufferException {
    LightstepModel collector = new LightstepModel();
    collector.accept("");
    try (LoopbackServer server = LoopbackServer.start(collector, new Faults())) {
      around.environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", server.url() + "/otlp/");
      OtlpProxy proxy = around.proxy();
      world.send(proxy, around.fresh("01-anonymous-200"));
      world.flush(proxy);
    }

    assertThat(metrics(around.lightstep)).isEmpty();
    Delivery delivery = collector.deliveries().getFirst();
    assertThat(delivery.path()).isEqualTo("/otlp/v1/metrics");
    assertThat(delivery.headers().first("x-ingest-key")).isEmpty();
    assertThat(counts(delivery, "OtlpProxy")).containsEntry("kong_lightstep.batches", 1L);
  }

  @Test
  void report_ofTheDrain_goesToTheBackend() throws InvalidProtocolBufferException {
    try (StoresOverHttp stores = new StoresOverHttp(around::now)) {
      Drain drain = around.drain(stores);
      StoredBatch batch =
          new StoredBatch(
              Signal.TRACES,
              "lightstep",
              8,
              around.now(),
              Gzip.compress(around.fresh("01-anonymous-200")));
      Bytes object = SpillFormat.object(batch);
      stores.s3.putObject(PutObject.of(StoresOverHttp.BUCKET, Keys.ALONE + "1", object));
      for (int i = 0; i < 2; i++) {
        drain.handle(new DrainEvent.Scheduled(), around.now().plus(Duration.ofMinutes(5)));
        around.pass(Duration.ofSeconds(31));
      }

      Delivery delivery = metrics(around.lightstep).getFirst();
      assertThat(counts(delivery, "SpillDrain"))
          .containsEntry("kong_lightstep.objects_swept", 1L)
          .containsEntry("kong_lightstep.batches_drained", 1L);
    }
  }

  private List<Long> batches() throws InvalidProtocolBufferException {
    List<Long> batches = new ArrayList<>();
    for (Delivery delivery : metrics(around.lightstep)) {
      batches.add(counts(delivery, "OtlpProxy").getOrDefault("kong_lightstep.batches", 0L));
    }
    return batches;
  }

  private static List<Metric> all(Delivery delivery) {
    try {
      return ExportMetricsServiceRequest.parseFrom(delivery.body().copy())
          .getResourceMetrics(0)
          .getScopeMetrics(0)
          .getMetricsList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Delivery> metrics(LightstepModel model) {
    return model.deliveries().stream()
        .filter(delivery -> delivery.path().equals(LatencyWorld.METRICS_PATH))
        .toList();
  }

  private static Map<String, Long> counts(Delivery delivery, String function)
      throws InvalidProtocolBufferException {
    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.parseFrom(delivery.body().copy());
    assertThat(request.getResourceMetricsList()).hasSize(1);
    ResourceMetrics resource = request.getResourceMetrics(0);
    assertThat(map(resource.getResource().getAttributesList()))
        .containsEntry("service.name", "kong-lightstep")
        .containsKey("service.instance.id");
    Map<String, Long> counts = new HashMap<>();
    for (Metric metric : resource.getScopeMetrics(0).getMetricsList()) {
      assertThat(metric.getSum().getAggregationTemporality())
          .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
      assertThat(metric.getSum().getDataPointsList()).hasSize(1);
      NumberDataPoint point = metric.getSum().getDataPoints(0);
      assertThat(map(point.getAttributesList())).containsOnly(Map.entry("function", function));
      assertThat(counts.put(metric.getName(), point.getAsInt())).isNull();
    }
    return counts;
  }

  private static Map<String, String> map(List<KeyValue> attributes) {
    Map<String, String> map = new HashMap<>();
    attributes.forEach(one -> map.put(one.getKey(), one.getValue().getStringValue()));
    return map;
  }
}
