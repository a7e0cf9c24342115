package dev.konglightstep.core.policy.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Identities;
import dev.konglightstep.core.policy.sampling.Traces;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests spans tell of, and what they are counted under. */
class ServerRequestsTest {
  private static final ByteString TRACE = ByteString.copyFromUtf8("0123456789abcdef");

  @Test
  void series_namesOfKong_areRead() {
    Span.Builder root =
        root()
            .addAttributes(text("http.route", "~/orders/(?<id>[0-9]+)$"))
            .addAttributes(text("http.method", "POST"))
            .addAttributes(whole("http.status_code", 201));

    assertThat(series(root))
        .isEqualTo(new Series("edge", "~/orders/(?<id>[0-9]+)$", "POST", 2, false, ""));
  }

  @Test
  void series_namesOfOpenTelemetry_areRead() {
    Span.Builder root =
        root()
            .addAttributes(text("http.route", "/orders"))
            .addAttributes(text("http.request.method", "GET"))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("http.response.status_code")
                    .setValue(AnyValue.newBuilder().setDoubleValue(404)));

    assertThat(series(root)).isEqualTo(new Series("edge", "/orders", "GET", 4, false, ""));
  }

  @Test
  void series_nothingIsKnown_isEmpty() {
    ExportRequest request =
        scan(ExportTraceServiceRequest.newBuilder().addResourceSpans(envelope(root())).build());

    assertThat(requests(request, Identities.NONE).series(0))
        .isEqualTo(new Series("", "", "", 0, false, ""));
  }

  @ParameterizedTest
  @CsvSource({"99,0", "100,1", "302,3", "499,4", "500,5", "599,5", "600,0", "-200,0"})
  void series_statusCode_givesItsClass(long code, int statusClass) {
    assertThat(series(root().addAttributes(whole("http.status_code", code))).statusClass())
        .isEqualTo(statusClass);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BREW", "get", "PROPFIND", "X"})
  void series_methodThatNoStandardKnows_isOther(String method) {
    assertThat(series(root().addAttributes(text("http.method", method))).method())
        .isEqualTo("_OTHER");
  }

  @Test
  void series_statusOf500OrMore_isAnError() {
    assertThat(series(root().addAttributes(whole("http.status_code", 500))).error()).isTrue();
  }

  @Test
  void series_childFailed_isAnError() {
    Span.Builder child =
        Span.newBuilder()
            .setTraceId(TRACE)
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));

    assertThat(series(root(), child).error()).isTrue();
  }

  @Test
  void series_childHasAnException_isAnError() {
    Span.Builder child =
        Span.newBuilder().setTraceId(TRACE).addEvents(Span.Event.newBuilder().setName("exception"));

    assertThat(series(root(), child).error()).isTrue();
  }

  @Test
  void series_anotherTraceFailed_isNone() {
    Span.Builder other =
        Span.newBuilder()
            .setTraceId(ByteString.copyFromUtf8("fedcba9876543210"))
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));

    assertThat(series(root(), other).error()).isFalse();
  }

  @Test
  void series_principalIsKnown_isItsArn() {
    ExportRequest request = request(root());
    Identities identities =
        (span, attribute) ->
            attribute.equals("arn") ? Optional.of("arn:of:" + span) : Optional.empty();

    assertThat(requests(request, identities).series(0).principal()).isEqualTo("arn:of:0");
  }

  /** A two-byte character would begin at the last byte that is taken. */
  @Test
  void series_longText_isCutBetweenCharacters() {
    String route = "/".repeat(ServerRequests.MOST_BYTES - 1) + "é" + "x".repeat(9);

    assertThat(series(root().addAttributes(text("http.route", route))).route())
        .isEqualTo("/".repeat(ServerRequests.MOST_BYTES - 1));
  }

  /** protobuf-java refuses to write such a text, so the byte is put where another one was. */
  @Test
  void series_invalidText_isRepairedAsInTheTrace() {
    byte[] bytes = batch(root().addAttributes(text("http.route", "/a@@@b"))).toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '@') {
        byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
        System.arraycopy(surrogate, 0, bytes, i, surrogate.length);
      }
    }

    assertThat(requests(scan(Bytes.of(bytes)), Identities.NONE).series(0).route())
        .isEqualTo("/a\ufffd\ufffd\ufffdb");
  }

  @Test
  void nanos_rootEnded_isItsDuration() {
    Span.Builder root = root().setStartTimeUnixNano(5).setEndTimeUnixNano(12_000_000_005L);

    assertThat(requests(request(root), Identities.NONE).nanos(0)).isEqualTo(12_000_000_000L);
  }

  @Test
  void nanos_rootDidNotEnd_isNegative() {
    Span.Builder root = root().setStartTimeUnixNano(5);

    assertThat(requests(request(root), Identities.NONE).nanos(0)).isNegative();
  }

  @Test
  void count_spansOfOtherKinds_areNone() {
    Span.Builder client = Span.newBuilder().setKind(Span.SpanKind.SPAN_KIND_CLIENT);
    ServerRequests requests =
        requests(request(client, root(), Span.newBuilder(), root()), Identities.NONE);

    assertThat(requests.count()).isEqualTo(2);
    assertThat(requests.span(0)).isEqualTo(1);
    assertThat(requests.span(1)).isEqualTo(3);
  }

  private static Series series(Span.Builder... spans) {
    return requests(request(spans), Identities.NONE).series(0);
  }

  private static ServerRequests requests(ExportRequest request, Identities identities) {
    return new ServerRequests(request, Traces.of(request, 7), identities);
  }

  private static ExportRequest request(Span.Builder... spans) {
    return scan(batch(spans));
  }

  private static ExportTraceServiceRequest batch(Span.Builder... spans) {
    ResourceSpans.Builder envelope = envelope(spans);
    envelope.getResourceBuilder().addAttributes(text("service.name", "edge"));
    return ExportTraceServiceRequest.newBuilder().addResourceSpans(envelope).build();
  }

  private static ResourceSpans.Builder envelope(Span.Builder... spans) {
    ResourceSpans.Builder envelope = ResourceSpans.newBuilder();
    for (Span.Builder span : spans) {
      envelope.addScopeSpansBuilder().addSpans(span);
    }
    return envelope;
  }

  private static ExportRequest scan(ExportTraceServiceRequest request) {
    return scan(Bytes.of(request.toByteArray()));
  }

  private static ExportRequest scan(Bytes request) {
    return switch (Scan.of(Signal.TRACES, request)) {
      case Scan.Valid(ExportRequest valid) -> valid;
      case Scan.Malformed malformed -> throw new AssertionError(malformed.what());
    };
  }

  private static Span.Builder root() {
    return Span.newBuilder().setTraceId(TRACE).setKind(Span.SpanKind.SPAN_KIND_SERVER);
  }

  private static KeyValue.Builder text(String key, String value) {
    ByteString utf8 = ByteString.copyFrom(value, StandardCharsets.UTF_8);
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValueBytes(utf8));
  }

  private static KeyValue.Builder whole(String key, long value) {
    return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setIntValue(value));
  }
}
