package dev.konglightstep.core.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What the index tells of a request is what protobuf reads in it. */
class IndexPropertyTest {
  private static final List<String> KEYS = keys();

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void item_anyTraces_isTheSpansBytes(@ForAll long seed) throws InvalidProtocolBufferException {
    Bytes request = traces(seed);
    Index index = index(Signal.TRACES, request);

    List<ByteString> items = new ArrayList<>();
    for (int item = 0; item < index.items(); item++) {
      items.add(ByteString.copyFrom(index.item(item).copy()));
    }

    assertThat(items).isEqualTo(RawSpans.of(request));
  }

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void read_anyTraces_givesProtobufsFields(@ForAll long seed)
      throws InvalidProtocolBufferException {
    Bytes request = traces(seed);
    SpanFields fields = new SpanFields(index(Signal.TRACES, request));

    List<Span> read = new ArrayList<>();
    List<Span> expected = new ArrayList<>();
    for (Span span : spans(request)) {
      fields.read(read.size());
      read.add(rebuilt(fields));
      expected.add(withReadFields(span));
    }

    assertThat(read).isEqualTo(expected);
  }

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void find_anyTraces_givesProtobufsLastValue(@ForAll long seed)
      throws InvalidProtocolBufferException {
    Bytes request = traces(seed);

    assertFinds(
        index(Signal.TRACES, request),
        spans(request).stream().map(Span::getAttributesList).toList());
  }

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void find_repetitiveTraces_givesProtobufsLastValue(@ForAll long seed)
      throws InvalidProtocolBufferException {
    Bytes request = new RepetitiveGenerator(new Random(seed)).traces();

    assertFinds(
        index(Signal.TRACES, request),
        spans(request).stream().map(Span::getAttributesList).toList());
  }

  @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
  void find_anyLogs_givesProtobufsLastValue(@ForAll long seed)
      throws InvalidProtocolBufferException {
    Bytes request = new WireGenerator(new Random(seed), false).request(Oracle.type(Signal.LOGS));

    assertFinds(
        index(Signal.LOGS, request),
        ExportLogsServiceRequest.parseFrom(request.copy()).getResourceLogsList().stream()
            .flatMap(resource -> resource.getScopeLogsList().stream())
            .flatMap(scope -> scope.getLogRecordsList().stream())
            .map(record -> record.getAttributesList())
            .toList());
  }

  private static void assertFinds(Index index, List<List<KeyValue>> items) {
    assertThat(index.items()).isEqualTo(items.size());
    for (String key : KEYS) {
      AttributeFinder finder = new AttributeFinder(index, KeySet.of(List.of(key)));
      for (int item = 0; item < items.size(); item++) {
        String found = finder.find(item) ? text(finder.value()) : "not there";
        assertThat(found).as("%s in item %d", key, item).isEqualTo(text(key, items.get(item)));
      }
    }
  }

  private static String text(AttributeValue value) {
    return switch (value.type()) {
      case NONE -> "none";
      case TEXT -> "text " + value.text().text();
      case TRUTH -> "truth " + (value.integer() != 0);
      case INTEGER -> "integer " + value.integer() + " " + value.number();
      case DOUBLE -> "double " + value.number();
      case OTHER -> "other";
    };
  }

  private static String text(String key, List<KeyValue> attributes) {
    AnyValue value = null;
    for (KeyValue attribute : attributes) {
      value = attribute.getKey().equals(key) ? attribute.getValue() : value;
    }
    if (value == null) {
      return "not there";
    }
    return switch (value.getValueCase()) {
      case VALUE_NOT_SET -> "none";
      case STRING_VALUE -> "text " + value.getStringValue();
      case BOOL_VALUE -> "truth " + value.getBoolValue();
      case INT_VALUE -> "integer " + value.getIntValue() + " " + (double) value.getIntValue();
      case DOUBLE_VALUE -> "double " + value.getDoubleValue();
      default -> "other";
    };
  }

  private static Span rebuilt(SpanFields fields) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(bytes(fields.traceId()))
            .setSpanId(bytes(fields.spanId()))
            .setTraceState(fields.traceState().text())
            .setParentSpanId(bytes(fields.parentSpanId()))
            .setName(fields.name().text())
            .setKindValue(fields.kind())
            .setStartTimeUnixNano(fields.startTime())
            .setEndTimeUnixNano(fields.endTime());
    span.getStatusBuilder().setCodeValue(fields.statusCode());
    return span.build();
  }

  private static Span withReadFields(Span span) {
    Span.Builder read =
        Span.newBuilder()
            .setTraceId(span.getTraceId())
            .setSpanId(span.getSpanId())
            .setTraceState(span.getTraceState())
            .setParentSpanId(span.getParentSpanId())
            .setName(span.getName())
            .setKindValue(span.getKindValue())
            .setStartTimeUnixNano(span.getStartTimeUnixNano())
            .setEndTimeUnixNano(span.getEndTimeUnixNano());
    read.getStatusBuilder().setCodeValue(span.getStatus().getCodeValue());
    return read.build();
  }

  private static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.copy());
  }

  private static Bytes traces(long seed) {
    return new WireGenerator(new Random(seed), false).request(Oracle.type(Signal.TRACES));
  }

  private static List<Span> spans(Bytes request) throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(request.copy()).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  private static Index index(Signal signal, Bytes request) {
    return switch (Scan.of(signal, request)) {
      case Scan.Valid(ExportRequest valid) -> valid.index();
      case Scan.Malformed malformed -> throw new AssertionError(malformed);
    };
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(WireGenerator.TEXTS);
    keys.addAll(List.of("a", "c", "d", "e", "new.0", "new.1", "new.2"));
    return keys;
  }
}
