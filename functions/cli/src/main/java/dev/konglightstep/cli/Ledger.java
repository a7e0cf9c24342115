package dev.konglightstep.cli;

import static java.util.stream.Collectors.toSet;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Inflated;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.standins.lightstep.Delivery;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Accounts for every span: what went in against what the backend has, read by protobuf-java and not
 * by our own code.
 */
final class Ledger {
  private static final int MOST_PLAIN = 64 << 20;

  private final Set<SpanKey> sent = new HashSet<>();

  /** Notes a span before it is handed to Kong's queue. */
  void sent(Bytes span) {
    try {
      sent.add(SpanKey.of(Span.parseFrom(span.copy())));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a span", e);
    }
  }

  /**
   * Balances.
   *
   * @param spilled what was ever put into the spill
   * @param left what is in the spill now
   * @param sampledOut the traces that the proxy says it did not keep, by their ids in hexadecimal
   */
  Account settle(
      List<Delivery> deliveries,
      List<StoredBatch> spilled,
      List<StoredBatch> left,
      Set<String> sampledOut) {
    List<SpanKey> arrivals =
        deliveries.stream().flatMap(delivery -> keys(delivery.body())).toList();
    Set<SpanKey> arrived = new HashSet<>(arrivals);
    Set<SpanKey> detoured = spilled.stream().flatMap(Ledger::keys).collect(toSet());
    Set<SpanKey> waiting = left.stream().flatMap(Ledger::keys).collect(toSet());
    long foreign = arrived.stream().filter(key -> !sent.contains(key)).count();
    return new Account(
        sent.size(),
        arrived.size() - foreign,
        sent.stream()
            .filter(key -> !arrived.contains(key))
            .filter(key -> key.isIn(sampledOut))
            .count(),
        detoured.size(),
        detoured.stream().filter(arrived::contains).filter(key -> !waiting.contains(key)).count(),
        waiting.size(),
        arrivals.size() - arrived.size(),
        foreign,
        sent.stream()
            .filter(key -> !arrived.contains(key))
            .filter(key -> !key.isIn(sampledOut))
            .count());
  }

  private static Stream<SpanKey> keys(StoredBatch batch) {
    return switch (Gzip.inflate(batch.gzip(), MOST_PLAIN)) {
      case Inflated.Plain(Bytes plain) -> keys(plain);
      case Inflated.TooLarge large -> throw new IllegalStateException("a stored batch is huge");
      case Inflated.Broken broken -> throw new IllegalStateException("a stored batch is broken");
    };
  }

  private static Stream<SpanKey> keys(Bytes request) {
    try {
      return ExportTraceServiceRequest.parseFrom(request.copy()).getResourceSpansList().stream()
          .map(ResourceSpans::getScopeSpansList)
          .flatMap(List::stream)
          .map(ScopeSpans::getSpansList)
          .flatMap(List::stream)
          .map(SpanKey::of);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the backend or the spill has what is no OTLP", e);
    }
  }

  /**
   * The balance, in spans.
   *
   * @param sampledOut did not arrive, because their traces were not kept
   * @param spilled were in the spill at some time
   * @param drained of these, left it for the backend
   * @param waiting are in the spill still
   * @param duplicates arrivals beyond a span's first
   * @param foreign arrived, but nobody sent them
   */
  record Account(
      long in,
      long forwarded,
      long sampledOut,
      long spilled,
      long drained,
      long waiting,
      long duplicates,
      long foreign,
      long lost) {
    /** Whether each span is accounted for and none was lost, left behind or made up. */
    boolean balances() {
      return in == forwarded + sampledOut + lost
          && foreign == 0
          && lost == 0
          && waiting == 0
          && drained == spilled;
    }
  }
}
