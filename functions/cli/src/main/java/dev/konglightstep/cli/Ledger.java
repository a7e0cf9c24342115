package dev.konglightstep.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.standins.lightstep.Delivery;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Accounts for every span: what went in against what the backend has, read by protobuf-java and not
 * by our own code.
 */
final class Ledger {
  private final Set<SpanKey> sent = new HashSet<>();

  /** Notes a span before it is handed to Kong's queue. */
  void sent(Bytes span) {
    try {
      sent.add(SpanKey.of(Span.parseFrom(span.copy())));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a span", e);
    }
  }

  Account settle(List<Delivery> deliveries) {
    Set<SpanKey> arrived = new HashSet<>();
    long duplicates = 0;
    for (Delivery delivery : deliveries) {
      for (ResourceSpans resource : decode(delivery).getResourceSpansList()) {
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          for (Span span : scope.getSpansList()) {
            duplicates += arrived.add(SpanKey.of(span)) ? 0 : 1;
          }
        }
      }
    }
    long foreign = arrived.stream().filter(key -> !sent.contains(key)).count();
    long lost = sent.stream().filter(key -> !arrived.contains(key)).count();
    return new Account(sent.size(), arrived.size() - foreign, duplicates, foreign, lost);
  }

  private static ExportTraceServiceRequest decode(Delivery delivery) {
    try {
      return ExportTraceServiceRequest.parseFrom(delivery.body().copy());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the backend accepted what is no OTLP", e);
    }
  }

  /**
   * The balance, in spans.
   *
   * @param duplicates arrivals beyond a span's first
   * @param foreign arrived, but nobody sent them
   */
  record Account(long in, long forwarded, long duplicates, long foreign, long lost) {
    /** Whether each span is accounted for and none was lost or made up. */
    boolean balances() {
      return in == forwarded + lost && foreign == 0 && lost == 0;
    }
  }
}
