package dev.konglightstep.core.policy.sampling;

import com.google.protobuf.ByteString;
import dev.konglightstep.core.policy.Glob;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sampling as it is described, over protobuf's objects: no bytes, no arrays, big numbers. Written
 * from DESIGN's words and the specification, not from the engine.
 */
final class NaiveSampler {
  private static final BigInteger ALL = BigInteger.TWO.pow(56);
  private static final Pattern URL = Pattern.compile("(?s)(?:[^/?#]*?://[^/?#]*)?([^?#]*).*");
  private static final Pattern RV = Pattern.compile("rv:([0-9a-f]{14})");
  private static final Pattern TH = Pattern.compile("th:([0-9a-fA-F]{1,14})");

  private final Sampling sampling;
  private final Map<ByteString, Verdict> remembered = new HashMap<>();

  NaiveSampler(Sampling sampling) {
    this.sampling = sampling;
  }

  /** What goes on, and how. */
  ExportTraceServiceRequest sample(ExportTraceServiceRequest request) {
    Map<ByteString, List<Span>> traces = new HashMap<>();
    Map<ByteString, Verdict> verdicts = new HashMap<>();
    for (ResourceSpans envelope : request.getResourceSpansList()) {
      for (ScopeSpans scope : envelope.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          traces.computeIfAbsent(span.getTraceId(), id -> new ArrayList<>()).add(span);
        }
      }
    }
    for (ResourceSpans envelope : request.getResourceSpansList()) {
      for (ScopeSpans scope : envelope.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          if (span.getKindValue() == 2) {
            Verdict verdict = byRoot(span, envelope.getResource(), of(traces, span));
            verdicts.merge(
                span.getTraceId(),
                verdict,
                (a, b) -> b.threshold().compareTo(a.threshold()) < 0 ? b : a);
          }
        }
      }
    }
    remembered.putAll(verdicts);
    for (Map.Entry<ByteString, List<Span>> trace : traces.entrySet()) {
      if (!verdicts.containsKey(trace.getKey())) {
        verdicts.put(trace.getKey(), orphan(trace.getKey(), trace.getValue()));
      }
    }
    return rebuilt(request, traces, verdicts);
  }

  private Verdict byRoot(Span root, Resource resource, List<Span> trace) {
    for (Rule rule : sampling.rules()) {
      if (meets(rule.when(), root, resource, trace)) {
        return rule.at() == Rule.Place.SOURCE && rule.keep() > 0
            ? new Verdict(1, Optional.of(rule.keep()))
            : new Verdict(rule.keep(), upstream());
      }
    }
    return new Verdict(sampling.otherwise(), upstream());
  }

  private static <T> T of(Map<ByteString, T> byTrace, Span span) {
    return Objects.requireNonNull(byTrace.get(span.getTraceId()));
  }

  private Verdict orphan(ByteString id, List<Span> trace) {
    double keep =
        trace.stream().anyMatch(NaiveSampler::failed)
            ? 1
            : switch (sampling.orphans()) {
              case OTHERWISE -> sampling.otherwise();
              case KEEP -> 1;
              case DROP -> 0;
            };
    return remembered.getOrDefault(id, new Verdict(keep, upstream()));
  }

  private Optional<Double> upstream() {
    return sampling.upstreamRate().stream().boxed().findFirst();
  }

  private static boolean meets(Conditions when, Span root, Resource resource, List<Span> trace) {
    Optional<String> route = text(root.getAttributesList(), "http.route");
    Optional<String> url = text(root.getAttributesList(), "http.url", "url.full");
    Optional<String> path =
        url.isPresent() ? url.map(NaiveSampler::path) : text(root.getAttributesList(), "url.path");
    long status =
        value(root.getAttributesList(), "http.status_code", "http.response.status_code")
            .map(
                v ->
                    v.hasDoubleValue()
                        ? (long) v.getDoubleValue()
                        : v.hasBoolValue() ? (v.getBoolValue() ? 1 : 0) : v.getIntValue())
            .orElse(0L);
    long nanos = root.getEndTimeUnixNano() - root.getStartTimeUnixNano();
    boolean error = status >= 500 || trace.stream().anyMatch(NaiveSampler::failed);
    String method = text(root.getAttributesList(), "http.method", "http.request.method").orElse("");
    return (any(when.routes(), route)
            || any(when.routes(), route.filter(r -> r.startsWith("~")).map(r -> r.substring(1))))
        && any(when.paths(), path)
        && any(when.hosts(), text(root.getAttributesList(), "http.host", "server.address"))
        && (when.methods().isEmpty() || when.methods().contains(method))
        && (when.statuses().isEmpty()
            || when.statuses().stream()
                .anyMatch(range -> range.first() <= status && status <= range.last()))
        && (when.minDuration().isEmpty()
            || (root.getEndTimeUnixNano() != 0 && nanos >= when.minDuration().get().toNanos()))
        && (when.error().isEmpty() || when.error().get() == error)
        && when.principal().isEmpty()
        && any(when.services(), text(resource.getAttributesList(), "service.name"));
  }

  private static boolean failed(Span span) {
    return span.getStatus().getCodeValue() == Status.StatusCode.STATUS_CODE_ERROR_VALUE
        || span.getEventsList().stream().anyMatch(event -> event.getName().equals("exception"));
  }

  private static boolean any(List<Glob> globs, Optional<String> text) {
    return globs.isEmpty()
        || (text.isPresent()
            && globs.stream()
                .anyMatch(
                    glob ->
                        Pattern.compile(regex(glob.toString()), Pattern.DOTALL)
                            .matcher(text.get())
                            .matches()));
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return regex.toString();
  }

  private static String path(String url) {
    Matcher matcher = URL.matcher(url);
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static Optional<AnyValue> value(List<KeyValue> attributes, String... keys) {
    return attributes.reversed().stream()
        .filter(pair -> List.of(keys).contains(pair.getKey()))
        .findFirst()
        .map(KeyValue::getValue);
  }

  private static Optional<String> text(List<KeyValue> attributes, String... keys) {
    return value(attributes, keys).map(AnyValue::getStringValue);
  }

  private static ExportTraceServiceRequest rebuilt(
      ExportTraceServiceRequest request,
      Map<ByteString, List<Span>> traces,
      Map<ByteString, Verdict> verdicts) {
    ExportTraceServiceRequest.Builder out = request.toBuilder().clearResourceSpans();
    for (ResourceSpans envelope : request.getResourceSpansList()) {
      ResourceSpans.Builder outer = envelope.toBuilder().clearScopeSpans();
      int before = 0;
      int after = 0;
      for (ScopeSpans scope : envelope.getScopeSpansList()) {
        ScopeSpans.Builder inner = scope.toBuilder().clearSpans();
        for (Span span : scope.getSpansList()) {
          BigInteger random = randomness(of(traces, span));
          Verdict verdict = of(verdicts, span);
          if (random.compareTo(verdict.threshold()) >= 0) {
            inner.addSpans(told(span, verdict, random));
          }
        }
        before += scope.getSpansCount();
        after += inner.getSpansCount();
        if (scope.getSpansCount() == 0 || inner.getSpansCount() > 0) {
          outer.addScopeSpans(inner);
        }
      }
      if (before == 0 || after > 0) {
        out.addResourceSpans(outer);
      }
    }
    return out.build();
  }

  private static BigInteger randomness(List<Span> trace) {
    for (Span span : trace) {
      Matcher rv = RV.matcher(ot(span));
      if (rv.find()) {
        return new BigInteger(rv.group(1), 16);
      }
    }
    byte[] id = trace.getFirst().getTraceId().toByteArray();
    return new BigInteger(1, id).mod(ALL);
  }

  private static Span told(Span span, Verdict verdict, BigInteger random) {
    Optional<BigInteger> before =
        TH.matcher(ot(span))
            .results()
            .map(match -> match.group(1))
            .map(digits -> new BigInteger(digits + "0".repeat(14 - digits.length()), 16))
            .findFirst();
    Optional<BigInteger> highest;
    Optional<Double> ratio;
    if (before.isEmpty()) {
      ratio = verdict.upstream().map(rate -> rate * verdict.keep()).filter(share -> share > 0);
      highest = ratio.map(NaiveSampler::threshold);
    } else if (random.compareTo(before.get()) < 0) {
      ratio = Optional.empty();
      highest = Optional.empty();
    } else {
      highest = Optional.of(before.get().max(verdict.threshold()));
      ratio =
          highest.map(
              h -> new BigDecimal(ALL.subtract(h)).divide(new BigDecimal(ALL)).doubleValue());
    }
    Span.Builder told = span.toBuilder();
    ratio.ifPresent(
        share ->
            told.addAttributes(
                KeyValue.newBuilder()
                    .setKey("sampling.ratio")
                    .setValue(AnyValue.newBuilder().setDoubleValue(share))));
    return told.setTraceState(state(span.getTraceState(), highest)).build();
  }

  private static String state(String before, Optional<BigInteger> threshold) {
    List<String> ot = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String member : before.split(",", -1)) {
      if (member.startsWith("ot=")) {
        for (String value : member.substring(3).split(";", -1)) {
          if (!value.startsWith("th:") && !value.isEmpty()) {
            ot.add(value);
          }
        }
      } else if (!member.isEmpty()) {
        others.add(member);
      }
    }
    threshold.ifPresent(t -> ot.add("th:" + digits(t)));
    if (!ot.isEmpty()) {
      others.addFirst("ot=" + String.join(";", ot));
    }
    return String.join(",", others);
  }

  private static String digits(BigInteger threshold) {
    String digits = "%014x".formatted(threshold).replaceAll("0+$", "");
    return digits.isEmpty() ? "0" : digits;
  }

  private static String ot(Span span) {
    for (String member : span.getTraceState().split(",", -1)) {
      if (member.startsWith("ot=")) {
        return ";" + member.substring(3);
      }
    }
    return "";
  }

  /** Four digits behind the leading f's, rounded half up. */
  static BigInteger threshold(double share) {
    if (share == 0) {
      return ALL;
    }
    BigDecimal exact = BigDecimal.ONE.subtract(new BigDecimal(share)).multiply(new BigDecimal(ALL));
    int leading = 0;
    for (double left = share; left < 1.0 / 16; left *= 16) {
      leading++;
    }
    // "Leading f digits" by the specification's formula: exactly 1/16 has none yet.
    BigDecimal unit = new BigDecimal(BigInteger.TWO.pow(56 - 4 * Math.min(12, 4 + leading)));
    return exact
        .divide(unit, MathContext.DECIMAL128)
        .add(new BigDecimal("0.5"))
        .toBigInteger()
        .multiply(unit.toBigInteger());
  }

  private record Verdict(double keep, Optional<Double> upstream) {
    BigInteger threshold() {
      return NaiveSampler.threshold(keep);
    }
  }
}
