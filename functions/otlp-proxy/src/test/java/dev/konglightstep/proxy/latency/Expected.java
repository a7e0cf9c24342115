package dev.konglightstep.proxy.latency;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What batches of Kong's say of its requests, as protobuf-java reads them. */
public final class Expected {
  private static final int ERROR = 2;

  /** By series, as {@link Received} names them, each duration in nanoseconds. */
  private final Map<String, List<Long>> durations = new TreeMap<>();

  /** How many requests by series. */
  private final Map<String, Long> requests = new TreeMap<>();

  /** Reads one batch more. */
  public Expected add(Bytes body) {
    ExportTraceServiceRequest request = parse(body);
    Set<ByteString> errors = new HashSet<>();
    for (ResourceSpans envelope : request.getResourceSpansList()) {
      for (ScopeSpans scope : envelope.getScopeSpansList()) {
        scope.getSpansList().stream()
            .filter(Expected::isError)
            .forEach(span -> errors.add(span.getTraceId()));
      }
    }
    for (ResourceSpans envelope : request.getResourceSpansList()) {
      String service = text(envelope.getResource().getAttributesList(), "service.name");
      for (ScopeSpans scope : envelope.getScopeSpansList()) {
        scope.getSpansList().stream()
            .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
            .forEach(span -> count(service, span, errors.contains(span.getTraceId())));
      }
    }
    return this;
  }

  public Map<String, Long> requests() {
    return requests;
  }

  public Map<String, List<Long>> durations() {
    return durations;
  }

  private void count(String service, Span root, boolean error) {
    List<KeyValue> attributes = root.getAttributesList();
    long status = number(attributes, "http.status_code");
    String series =
        Received.series(
            service,
            text(attributes, "http.route"),
            text(attributes, "http.method"),
            status == 0 ? "" : status / 100 + "xx",
            error || status >= 500);
    requests.merge(series, 1L, Long::sum);
    if (root.getEndTimeUnixNano() != 0) {
      durations
          .computeIfAbsent(series, unknown -> new ArrayList<>())
          .add(root.getEndTimeUnixNano() - root.getStartTimeUnixNano());
    }
  }

  private static boolean isError(Span span) {
    return span.getStatus().getCodeValue() == ERROR
        || span.getEventsList().stream().anyMatch(event -> event.getName().equals("exception"));
  }

  private static String text(List<KeyValue> attributes, String key) {
    return value(attributes, key).getStringValue();
  }

  private static long number(List<KeyValue> attributes, String key) {
    AnyValue value = value(attributes, key);
    return value.hasDoubleValue() ? (long) value.getDoubleValue() : value.getIntValue();
  }

  private static AnyValue value(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(KeyValue::getValue)
        .reduce(AnyValue.getDefaultInstance(), (before, last) -> last);
  }

  private static ExportTraceServiceRequest parse(Bytes body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body.copy());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not an Export request of traces", e);
    }
  }
}
