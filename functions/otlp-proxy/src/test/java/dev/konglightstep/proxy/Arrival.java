package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What of a recorded body must arrive: every byte of it, unless it holds secrets or claims; then
 * what protobuf's own objects are without the ones and with what the others say, by the few rules
 * that the recordings need.
 */
final class Arrival {
  private static final String SECRET = "CANARY";

  private Arrival() {}

  static void assertArrived(String path, Bytes sent, Bytes arrived) {
    assertThat(text(arrived)).doesNotContain(SECRET);
    try {
      if (!text(sent).contains(SECRET)
          && (path.contains("logs")
              || !UnknownCallers.areIn(ExportTraceServiceRequest.parseFrom(sent.copy())))) {
        assertThat(arrived).isEqualTo(sent);
        return;
      }
      if (path.contains("logs")) {
        assertThat(ExportLogsServiceRequest.parseFrom(arrived.copy()))
            .isEqualTo(logs(ExportLogsServiceRequest.parseFrom(sent.copy())));
      } else {
        assertThat(ExportTraceServiceRequest.parseFrom(arrived.copy()))
            .isEqualTo(traces(ExportTraceServiceRequest.parseFrom(sent.copy())));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static ExportTraceServiceRequest traces(ExportTraceServiceRequest sent) {
    ExportTraceServiceRequest.Builder request = sent.toBuilder();
    request
        .getResourceSpansBuilderList()
        .forEach(
            envelope ->
                envelope
                    .getScopeSpansBuilderList()
                    .forEach(
                        scope ->
                            scope
                                .getSpansBuilderList()
                                .forEach(
                                    span ->
                                        span.getAttributesBuilderList().forEach(Arrival::clean))));
    UnknownCallers.tell(request);
    return request.build();
  }

  private static void clean(KeyValue.Builder attribute) {
    String value = attribute.getValue().getStringValue();
    switch (attribute.getKey()) {
      case "http.url" ->
          attribute.getValueBuilder().setStringValue(value.replaceFirst("\\?.*", ""));
      case "db.statement" ->
          attribute
              .getValueBuilder()
              .setStringValue(value.replaceAll("'[^']*'", "?").replace("LIMIT 1", "LIMIT ?"));
      default -> {}
    }
  }

  private static ExportLogsServiceRequest logs(ExportLogsServiceRequest sent) {
    ExportLogsServiceRequest.Builder request = sent.toBuilder();
    request
        .getResourceLogsBuilder(0)
        .getScopeLogsBuilder(0)
        .getLogRecordsBuilderList()
        .forEach(
            log -> {
              List<KeyValue> kept =
                  log.getAttributesList().stream()
                      .filter(pair -> !pair.getKey().equals("introspection.source"))
                      .toList();
              log.clearAttributes().addAllAttributes(kept);
              String body = log.getBody().getStringValue();
              log.getBodyBuilder()
                  .setStringValue(body.replace("CANARY-payment-token", "[masked:secret-word]"));
            });
    return request.build();
  }

  private static String text(Bytes bytes) {
    return new String(bytes.copy(), StandardCharsets.ISO_8859_1);
  }
}
