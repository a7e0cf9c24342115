package dev.konglightstep.core.policy.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Finished;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.core.policy.redaction.Redaction;
import dev.konglightstep.core.policy.redaction.Redactor;
import dev.konglightstep.core.policy.sampling.RememberedTraces;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Batches, and what becomes of them. */
final class World {
  /** When the spans of this began: 2026-11-22, as the recordings'. */
  static final long SECOND = 1_795_365_900;

  private final RememberedRoots roots = new RememberedRoots(1);
  private final RememberedTraces traces = new RememberedTraces(1);
  private PolicyEngine engine;

  World(Identity identity, Snapshot snapshot) {
    this(identity, snapshot, Optional.empty());
  }

  World(Identity identity, Snapshot snapshot, Optional<Pseudonyms> pseudonyms) {
    this.engine = engine(identity, snapshot, pseudonyms);
  }

  /** A world with a directory. */
  static World of(Identity identity) {
    return new World(identity, new Snapshot.Loaded(People.directory()));
  }

  /** From now on by another snapshot. */
  void change(Identity identity, Snapshot snapshot) {
    engine = engine(identity, snapshot, Optional.empty());
  }

  private PolicyEngine engine(
      Identity identity, Snapshot snapshot, Optional<Pseudonyms> pseudonyms) {
    return new PolicyEngine(
        new Policy(Optional.empty(), Redaction.SAFE, identity, Optional.empty()),
        new Identification(identity, snapshot, pseudonyms, new Redactor(Redaction.SAFE), roots),
        KeyMatcher.NONE,
        traces,
        1);
  }

  Finished finish(Bytes batch) {
    if (Scan.of(Signal.TRACES, batch) instanceof Scan.Valid(ExportRequest request)) {
      return engine.finish(request);
    }
    throw new AssertionError("no request");
  }

  /** The spans as they go on. */
  List<Span> send(Bytes batch) {
    return spans(finish(batch).bytes());
  }

  List<Span> send(Span.Builder... spans) {
    return send(batch(List.of(spans)));
  }

  static Bytes batch(List<Span.Builder> spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    spans.forEach(scope::addSpans);
    return Bytes.of(
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
            .build()
            .toByteArray());
  }

  static List<Span> spans(Bytes batch) {
    try {
      return ExportTraceServiceRequest.parseFrom(batch.copy()).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** Kong's root of a trace. */
  static Span.Builder root(long trace, long id, Map<String, String> attributes) {
    Span.Builder span = child(trace, id, 0).setName("kong").setKind(Span.SpanKind.SPAN_KIND_SERVER);
    attributes.forEach((key, value) -> span.addAttributes(attribute(key, value)));
    return span;
  }

  /** A span below another one; 0 has none above it. */
  static Span.Builder child(long trace, long id, long parent) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(8, trace).array()))
            .setSpanId(id(id))
            .setName("kong.balancer")
            .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
            .setStartTimeUnixNano(SECOND * 1_000_000_000);
    return parent == 0 ? span : span.setParentSpanId(id(parent));
  }

  static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString id(long id) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).array());
  }

  /** A consumer that Kong authenticated. */
  static Map<String, String> consumer(String customId) {
    return Map.of(
        "kong.auth.consumer.id", "4e248137-cde3-502f-8dad-5f698415ca12",
        "kong.auth.consumer.custom_id", customId,
        "kong.auth.credential.id", "79eddb86-c431-47fc-8fe3-dc46b752f7d2");
  }

  /** What a span is told of who called, by key. */
  static Map<String, String> identity(Span span) {
    Map<String, String> told = new TreeMap<>();
    for (KeyValue attribute : span.getAttributesList()) {
      if (attribute.getKey().matches("(user|enduser|iam\\.principal)\\..*")) {
        String before = told.put(attribute.getKey(), attribute.getValue().getStringValue());
        if (before != null) {
          throw new AssertionError(attribute.getKey() + " is there twice");
        }
      }
    }
    return told;
  }

  static Span rootOf(List<Span> spans) {
    return spans.stream()
        .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
        .findFirst()
        .orElseThrow();
  }
}
