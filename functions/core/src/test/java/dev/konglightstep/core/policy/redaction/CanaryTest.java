package dev.konglightstep.core.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.otlp.Recordings;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Finished;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.core.policy.Principals;
import dev.konglightstep.core.policy.sampling.RememberedTraces;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a real Kong sent under the safe policy: no canary leaves, and the rest leaves as it came.
 */
class CanaryTest {
  private static final String CANARY = "CANARY";
  private static final String STATEMENT =
      """
      SELECT "id", EXTRACT(EPOCH FROM "created_at" AT TIME ZONE ?) AS "created_at", "consumer_id", \
      "key", "tags", "ws_id",FLOOR(EXTRACT(EPOCH FROM ("ttl" AT TIME ZONE ? - CURRENT_TIMESTAMP AT \
      TIME ZONE ?))) AS "ttl"
        FROM "keyauth_credentials"
       WHERE "key" = ?
         AND ("ttl" IS NULL OR "ttl" >= CURRENT_TIMESTAMP AT TIME ZONE ?)
         AND ("ws_id" = ?)
       LIMIT ?;""";
  private static final String OTHER_STATEMENT =
      """
      SELECT "id", EXTRACT(EPOCH FROM "created_at" AT TIME ZONE ?) AS "created_at", \
      EXTRACT(EPOCH FROM "updated_at" AT TIME ZONE ?) AS "updated_at", "username", "custom_id", \
      "tags", "ws_id"
        FROM "consumers"
       WHERE ("id") = (?)
         AND ("ws_id" = ?)
       LIMIT ?;""";

  static List<String> traces() {
    return Recordings.TRACES;
  }

  @Test
  void recordings_holdCanaries() {
    assertThat(Recordings.body("10-secrets-in-url-and-sql").text()).contains(CANARY);
    assertThat(Recordings.body(Recordings.LOGS).text()).contains(CANARY);
  }

  @ParameterizedTest
  @MethodSource("traces")
  void finish_traces_leavesNoCanaryAndAllElse(String recording) throws Exception {
    Bytes request = Recordings.body(recording);

    Bytes sent = finished(Signal.TRACES, request).bytes();

    ExportTraceServiceRequest parsed = ExportTraceServiceRequest.parseFrom(sent.copy());
    assertThat(sent.text()).doesNotContain(CANARY);
    assertThat(ProtoTexts.of(parsed)).noneMatch(text -> text.contains(CANARY));
    assertThat(parsed).isEqualTo(expected(ExportTraceServiceRequest.parseFrom(request.copy())));
  }

  @Test
  void finish_secretsInUrlAndStatement_countsThem() throws InvalidProtocolBufferException {
    Finished finished = finished(Signal.TRACES, Recordings.body("10-secrets-in-url-and-sql"));

    assertThat(finished.masked()).isEqualTo(Map.of("url-query", 1, "sql-literals", 2));
    assertThat(values(ExportTraceServiceRequest.parseFrom(finished.bytes().copy()), "http.url"))
        .containsExactly("http://gw.example.test/checkout");
    assertThat(values(ExportTraceServiceRequest.parseFrom(finished.bytes().copy()), "db.statement"))
        .containsExactly(STATEMENT, OTHER_STATEMENT);
  }

  @Test
  void finish_logs_leavesNoCanaryAndAllElse() throws InvalidProtocolBufferException {
    Bytes request = Recordings.body(Recordings.LOGS);

    Finished finished = finished(Signal.LOGS, request);

    ExportLogsServiceRequest parsed = ExportLogsServiceRequest.parseFrom(finished.bytes().copy());
    assertThat(finished.bytes().text()).doesNotContain(CANARY);
    assertThat(ProtoTexts.of(parsed)).noneMatch(text -> text.contains(CANARY));
    assertThat(parsed).isEqualTo(expected(ExportLogsServiceRequest.parseFrom(request.copy())));
    assertThat(finished.masked()).isEqualTo(Map.of("secret-word", 1));
  }

  private static ExportTraceServiceRequest expected(ExportTraceServiceRequest request) {
    ExportTraceServiceRequest.Builder expected = request.toBuilder();
    expected.getResourceSpansBuilderList().stream()
        .flatMap(envelope -> envelope.getScopeSpansBuilderList().stream())
        .flatMap(scope -> scope.getSpansBuilderList().stream())
        .flatMap(CanaryTest::attributes)
        .forEach(CanaryTest::mask);
    return expected.build();
  }

  private static Stream<KeyValue.Builder> attributes(Span.Builder span) {
    return span.getAttributesBuilderList().stream();
  }

  /** The only two places in the recorded spans where something must go. */
  private static void mask(KeyValue.Builder attribute) {
    String value = attribute.getValue().getStringValue();
    if (attribute.getKey().equals("http.url")) {
      attribute.getValueBuilder().setStringValue(value.replaceFirst("\\?.*", ""));
    } else if (attribute.getKey().equals("db.statement")) {
      attribute
          .getValueBuilder()
          .setStringValue(value.replaceAll("'[^']*'", "?").replaceAll("LIMIT \\d+", "LIMIT ?"));
    }
  }

  private static ExportLogsServiceRequest expected(ExportLogsServiceRequest request) {
    ExportLogsServiceRequest.Builder expected = request.toBuilder();
    expected.getResourceLogsBuilderList().stream()
        .flatMap(envelope -> envelope.getScopeLogsBuilderList().stream())
        .flatMap(scope -> scope.getLogRecordsBuilderList().stream())
        .forEach(CanaryTest::mask);
    return expected.build();
  }

  private static void mask(LogRecord.Builder log) {
    List<KeyValue> kept =
        log.getAttributesList().stream()
            .filter(attribute -> !attribute.getKey().equals("introspection.source"))
            .toList();
    log.clearAttributes().addAllAttributes(kept);
    if (log.getBody().getStringValue().equals("payment token rejected: CANARY-payment-token")) {
      log.getBodyBuilder().setStringValue("payment token rejected: [masked:secret-word]");
    }
  }

  private static List<String> values(ExportTraceServiceRequest request, String key) {
    return request.getResourceSpansList().stream()
        .flatMap(envelope -> envelope.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .flatMap(span -> span.getAttributesList().stream())
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .toList();
  }

  private static Finished finished(Signal signal, Bytes request) {
    PolicyEngine engine =
        new PolicyEngine(
            Policy.SAFE, Principals.UNKNOWN, KeyMatcher.NONE, new RememberedTraces(1), 1);
    return switch (Scan.of(signal, request)) {
      case Scan.Valid(ExportRequest valid) -> engine.finish(valid);
      case Scan.Malformed malformed -> throw new AssertionError(malformed);
    };
  }
}
