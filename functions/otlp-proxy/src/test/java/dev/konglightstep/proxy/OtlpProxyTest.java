package dev.konglightstep.proxy;

import static dev.konglightstep.proxy.Surroundings.request;
import static dev.konglightstep.proxy.Surroundings.traces;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.standins.kong.Recording;
import dev.konglightstep.standins.lightstep.Delivery;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken, and that it arrives as it came. */
class OtlpProxyTest {
  private static final Bytes BATCH = Recording.body("11-batch-200");

  private final Surroundings around = new Surroundings();

  static Stream<String> recordings() {
    return Stream.concat(Recording.IN_A_ROW.stream(), Recording.SINGLE.stream());
  }

  @AfterEach
  void close() {
    around.close();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void handle_recordedBatch_arrivesByteForByteButForSecrets(String name) {
    Bytes body = Recording.body(name);

    Response answer = around.handle(around.proxy(), traces(body));

    assertSuccess(answer);
    Delivery delivery = around.lightstep.deliveries().getFirst();
    assertThat(delivery.path()).isEqualTo("/traces/otlp/v0.9");
    assertThat(delivery.token()).isEqualTo(Surroundings.TOKEN);
    assertThat(delivery.headers().first("Content-Type")).contains("application/x-protobuf");
    assertThat(delivery.headers().first("Content-Encoding")).contains("gzip");
    assertThat(delivery.headers().first("User-Agent")).contains("kong-lightstep");
    assertThat(delivery.headers().first("x-ingest-key")).isEmpty();
    Arrival.assertArrived(delivery.path(), body, delivery.body());
  }

  @Test
  void handle_gzipBatch_arrivesByteForByte() {
    Request plain = traces(Gzip.compress(BATCH));
    Request gzip =
        new Request(
            plain.method(),
            plain.target() + "?a=b",
            plain.headers().with("Content-Encoding", "GZIP"),
            plain.body());

    assertSuccess(around.handle(around.proxy(), gzip));
    Delivery delivery = around.lightstep.deliveries().getFirst();
    Arrival.assertArrived(delivery.path(), BATCH, delivery.body());
  }

  @Test
  void handle_logs_goToTheirPath() {
    Bytes body = Recording.body("13-logs");

    assertSuccess(around.handle(around.proxy(), request("POST", "/v1/logs", body)));
    assertThat(around.lightstep.deliveries())
        .singleElement()
        .satisfies(
            delivery -> {
              assertThat(delivery.path()).isEqualTo("/v1/logs");
              Arrival.assertArrived(delivery.path(), body, delivery.body());
            });
  }

  /** ResourceMetrics with one metric {@code g}, a gauge with one point. */
  @Test
  void handle_metrics_goToTheirPath() {
    byte[] body = {0x0a, 0x0b, 0x12, 0x09, 0x12, 0x07, 0x0a, 0x01, 'g', 0x2a, 0x02, 0x0a, 0x00};

    assertSuccess(around.handle(around.proxy(), request("POST", "/v1/metrics", Bytes.of(body))));
    assertThat(around.lightstep.deliveries())
        .extracting(Delivery::path)
        .containsExactly("/metrics/otlp/v0.9");
  }

  @Test
  void handle_settledPaths_areUsed() {
    around.environment.put("LIGHTSTEP_TRACES_PATH", "/traces/otlp/v0.6");

    assertSuccess(around.handle(around.proxy(), traces(BATCH)));
    assertThat(around.lightstep.deliveries())
        .extracting(Delivery::path)
        .containsExactly("/traces/otlp/v0.6");
  }

  @Test
  void handle_emptyRequests_areTakenAndNotSentOn() {
    OtlpProxy proxy = around.proxy();

    assertSuccess(around.handle(proxy, traces(Bytes.EMPTY)));
    assertSuccess(around.handle(proxy, traces(Bytes.of(new byte[] {0x0a, 0x00}))));
    assertThat(around.lightstep.deliveries()).isEmpty();
  }

  /** A {@code Content-Type} in config.headers replaces the header; Kong's body stays protobuf. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "text/plain",
        "",
        "Application/X-Protobuf; charset=utf-8",
        "application/x-protobuf ;v=1"
      })
  void handle_protobufUnderAnotherType_isTaken(String type) {
    Headers headers = Headers.of("x-ingest-key", Surroundings.KEY).with("content-type", type);

    assertSuccess(around.handle(around.proxy(), new Request("POST", "/v1/traces", headers, BATCH)));
  }

  @Test
  void handle_noType_isTaken() {
    Headers headers = Headers.of("x-ingest-key", Surroundings.KEY);

    assertSuccess(around.handle(around.proxy(), new Request("POST", "/v1/traces", headers, BATCH)));
  }

  /** One such URL would cost the other 199 spans, for a strict backend refuses the whole batch. */
  @Test
  void handle_invalidUtf8_isRepaired() throws InvalidProtocolBufferException {
    ExportTraceServiceRequest recorded =
        ExportTraceServiceRequest.parseFrom(Recording.body("01-anonymous-200").copy());
    byte[] body = Recording.body("01-anonymous-200").copy();
    int name = new String(body, StandardCharsets.ISO_8859_1).indexOf("kong.router");
    body[name + 4] = (byte) 0xff;

    assertSuccess(around.handle(around.proxy(), traces(Bytes.of(body))));

    ExportTraceServiceRequest delivered =
        ExportTraceServiceRequest.parseFrom(around.lightstep.deliveries().getFirst().body().copy());
    assertThat(delivered.toString())
        .isEqualTo(recorded.toString().replace("kong.router", "kong\\357\\277\\275router"));
  }

  @Test
  void handle_tokenInAttributes_isTakenOutEverywhere() throws InvalidProtocolBufferException {
    KeyValue token =
        KeyValue.newBuilder()
            .setKey("lightstep.access_token")
            .setValue(AnyValue.newBuilder().setStringValue("CANARY-token-1"))
            .build();
    ExportTraceServiceRequest.Builder tainted =
        ExportTraceServiceRequest.parseFrom(BATCH.copy()).toBuilder();
    tainted.getResourceSpansBuilder(0).getResourceBuilder().addAttributes(token);
    ScopeSpans.Builder scope = tainted.getResourceSpansBuilder(0).getScopeSpansBuilder(0);
    scope.getScopeBuilder().addAttributes(token);
    scope.getSpansBuilder(7).addAttributes(0, token);
    scope.getSpansBuilder(8).addEventsBuilder().addAttributes(token);
    scope.getSpansBuilder(9).addLinksBuilder().addAttributes(token);

    assertSuccess(around.handle(around.proxy(), traces(Bytes.of(tainted.build().toByteArray()))));

    ExportTraceServiceRequest.Builder clean =
        ExportTraceServiceRequest.parseFrom(BATCH.copy()).toBuilder();
    clean.getResourceSpansBuilder(0).getScopeSpansBuilder(0).getSpansBuilder(8).addEventsBuilder();
    clean.getResourceSpansBuilder(0).getScopeSpansBuilder(0).getSpansBuilder(9).addLinksBuilder();
    UnknownCallers.tell(clean);
    Bytes delivered = around.lightstep.deliveries().getFirst().body();
    assertThat(delivered.text()).doesNotContain("CANARY");
    assertThat(ExportTraceServiceRequest.parseFrom(delivered.copy())).isEqualTo(clean.build());
  }

  @Test
  void handle_partialSuccess_isPassedOn() {
    ExportResponse partial = new ExportResponse(3, "too old");
    around.lightstep.answerSuccessWith(partial.bytes());

    Response answer = around.handle(around.proxy(), traces(BATCH));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(partial.bytes());
  }

  @Test
  void handle_unreadableSuccess_isSuccess() {
    around.lightstep.answerSuccessWith(Bytes.utf8("<html>"));

    OtlpProxy proxy = around.proxy();
    assertSuccess(around.handle(proxy, traces(BATCH)));
    around.pass(Duration.ofSeconds(31));
    around.handle(proxy, traces(around.fresh("01-anonymous-200")));
    assertThat(around.metrics()).contains("\"UnreadableAnswers\":2");
  }

  @Test
  void handle_healthz_needsNoKeyAndTouchesNothing() {
    Request health = new Request("GET", "/healthz", Headers.NONE, Bytes.EMPTY);

    Response answer = around.handle(around.proxy(), health);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(Bytes.utf8("ok\n"));
    assertThat(around.log()).isEmpty();
  }

  @Test
  void handle_afterAWhile_reportsWhatWasCounted() {
    OtlpProxy proxy = around.proxy();
    Headers text = Headers.of("x-ingest-key", Surroundings.KEY).with("Content-Type", "text/plain");
    around.handle(proxy, traces(around.fresh("01-anonymous-200")));
    around.handle(proxy, new Request("POST", "/v1/traces", text, around.fresh("07-rejected-401")));
    around.handle(proxy, traces(BATCH));
    around.handle(proxy, traces(BATCH));
    around.handle(proxy, request("GET", "/v1/traces", BATCH));
    around.lightstep.answerSuccessWith(new ExportResponse(3, "too old").bytes());
    assertThat(around.metrics()).isEmpty();
    around.pass(Duration.ofSeconds(31));
    around.handle(proxy, traces(around.fresh("01-anonymous-200")));

    assertThat(around.metrics().lines())
        .singleElement()
        .asString()
        .contains("\"Batches\":4,\"Items\":222,\"ItemsForwarded\":222,\"ItemsRejected\":3,")
        .contains("\"OtherContentType\":1,\"Refused405\":1,\"RepeatedBatches\":1");
  }

  private static void assertSuccess(Response answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("Content-Type")).contains("application/x-protobuf");
    assertThat(answer.body()).isEqualTo(Bytes.EMPTY);
  }
}
