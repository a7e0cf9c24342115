package dev.konglightstep.core.policy.sampling;

import com.google.protobuf.ByteString;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Identities;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A request with every root that there can be in a small world, each in a trace of its own. */
final class EveryRoot {
  private static final String ABSENT = "-";
  private static final List<String> TEXTS = List.of(ABSENT, "a", "ab", "~a");

  private final ExportRequest request;
  private final Traces traces;
  private int made;

  EveryRoot() {
    this(TEXTS, List.of("a", "b"));
  }

  /** Only roots of these routes and services. */
  EveryRoot(List<String> routes, List<String> services) {
    ExportTraceServiceRequest.Builder all = ExportTraceServiceRequest.newBuilder();
    for (String service : services) {
      var envelope = all.addResourceSpansBuilder();
      attribute(envelope.getResourceBuilder().addAttributesBuilder(), "service.name", service);
      fill(routes, envelope.addScopeSpansBuilder());
    }
    request = ((Scan.Valid) Scan.of(Signal.TRACES, Bytes.of(all.build().toByteArray()))).request();
    traces = Traces.of(request, 1);
  }

  Set<String> rulesThatDecide(List<Rule> rules) {
    Sampling sampling = new Sampling(rules, 1, Orphans.KEEP, OptionalDouble.empty());
    Decisions decisions =
        new Sampler(sampling, new RememberedTraces(1)).decide(request, traces, identities());
    Set<String> names = new HashSet<>();
    for (int span = 0; span < request.items(); span++) {
      names.add(decisions.rule(span));
    }
    return names;
  }

  /** By the number of the span: nobody, somebody of whom only the ARN is known, and so on. */
  private static Identities identities() {
    List<Map<String, String>> some =
        List.of(Map.of(), Map.of("arn", "a"), Map.of("arn", "ab", "type", "a"));
    return (root, attribute) -> Optional.ofNullable(some.get(root % some.size()).get(attribute));
  }

  private void fill(List<String> routes, ScopeSpans.Builder scope) {
    for (String route : routes) {
      for (String host : List.of(ABSENT, "a")) {
        for (String path : List.of(ABSENT, "/a", "/ab")) {
          for (String method : List.of(ABSENT, "GET", "POST")) {
            for (int status : new int[] {0, 200, 404, 500, 599}) {
              // Each with every principal, error and length of time.
              for (int rest = 0; rest < 18; rest++) {
                scope.addSpans(root(route, host, path, method, status, rest));
              }
            }
          }
        }
      }
    }
  }

  private Span root(String route, String host, String path, String method, int status, int rest) {
    Span.Builder root =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putInt(12, made++)))
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(1_000_000L)
            .setEndTimeUnixNano((1 + rest / 3 % 3) * 1_000_000L);
    if (rest / 9 == 1) {
      root.addEventsBuilder().setName("exception");
    }
    text(root, "http.route", route);
    text(root, "http.host", host);
    text(root, "http.url", path);
    text(root, "http.method", method);
    if (status > 0) {
      root.addAttributesBuilder().setKey("http.status_code").getValueBuilder().setIntValue(status);
    }
    return root.build();
  }

  private static void text(Span.Builder root, String key, String value) {
    if (!value.equals(ABSENT)) {
      attribute(root.addAttributesBuilder(), key, value);
    }
  }

  private static void attribute(
      io.opentelemetry.proto.common.v1.KeyValue.Builder attribute, String key, String value) {
    attribute.setKey(key).getValueBuilder().setStringValue(value);
  }
}
