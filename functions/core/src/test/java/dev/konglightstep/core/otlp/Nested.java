package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;

/** Requests with one span whose attribute is an array in an array in an array. */
final class Nested {
  private Nested() {}

  static Bytes arrays(int depth) {
    AnyValue value = AnyValue.newBuilder().setBoolValue(true).build();
    for (int i = 1; i < depth; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    KeyValue attribute = KeyValue.newBuilder().setKey("deep").setValue(value).build();
    Span span = Span.newBuilder().addAttributes(attribute).build();
    return Bytes.of(
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
            .build()
            .toByteArray());
  }
}
