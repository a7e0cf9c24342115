package dev.konglightstep.cli;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.Set;

/** What tells a span from every other one. */
record SpanKey(ByteString traceId, ByteString spanId) {
  /** Whether its trace is one of these, by their ids in hexadecimal. */
  boolean isIn(Set<String> traces) {
    return traces.contains(HexFormat.of().formatHex(traceId.toByteArray()));
  }

  static SpanKey of(Span span) {
    return new SpanKey(span.getTraceId(), span.getSpanId());
  }
}
