package dev.konglightstep.cli;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;

/** What tells a span from every other one. */
record SpanKey(ByteString traceId, ByteString spanId) {
  static SpanKey of(Span span) {
    return new SpanKey(span.getTraceId(), span.getSpanId());
  }
}
