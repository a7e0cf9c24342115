package dev.konglightstep.core.policy.sampling;

import com.google.protobuf.ByteString;
import dev.konglightstep.core.policy.Glob;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** Requests and policies that have to do with one another, at random. */
final class SomeTraffic {
  private static final List<String> ROUTES =
      List.of("", "/checkout", "/login", "~/catalog/(?<id>[0-9]+)$", "/health", "/é");
  private static final List<String> ROUTE_GLOBS =
      List.of("/checkout", "/c*", "*", "/catalog*", "~/catalog*", "", "/lo?in", "*é");
  private static final List<String> URLS =
      List.of(
          "http://gw.test/checkout?a=/login",
          "http://gw.test/login#x",
          "https://gw.test:8443",
          "/plain?x=http://else.test/login",
          "gw.test/checkout",
          "http://gw.test/?/checkout",
          "");
  private static final List<String> PATH_GLOBS = List.of("/checkout", "/login", "*", "", "/");
  private static final List<String> STATES =
      List.of(
          "",
          "",
          "",
          "ot=th:0",
          "ot=th:8",
          "ot=th:e66",
          "ot=rv:6e6d1a75832a2f",
          "v=1,ot=rv:ffffffffffffff;th:f;x:1",
          "v=1");
  private static final double[] SHARES = {0, 0.01, 0.1, 0.25, 1 / 3.0, 0.5, 0.99, 1};

  private final Random random;

  SomeTraffic(Random random) {
    this.random = random;
  }

  Sampling sampling() {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      rules.add(
          new Rule(
              "r" + i, conditions(), share(), chance(5) ? Rule.Place.SOURCE : Rule.Place.PROXY));
    }
    double rate = share();
    return new Sampling(
        rules,
        share(),
        pick(List.of(Orphans.values())),
        chance(3)
            ? OptionalDouble.empty()
            : rate == 0 ? OptionalDouble.of(1) : OptionalDouble.of(rate));
  }

  private Conditions conditions() {
    return new Conditions(
        globs(ROUTE_GLOBS),
        globs(PATH_GLOBS),
        globs(List.of("gw.test", "*.test", "x")),
        chance(4) ? List.of("GET") : List.of(),
        chance(4) ? List.of(new StatusRange(500, 599), new StatusRange(404, 404)) : List.of(),
        chance(4) ? Optional.of(Duration.ofMillis(1)) : Optional.empty(),
        chance(3) ? Optional.of(random.nextBoolean()) : Optional.empty(),
        chance(12) ? Map.of("arn", List.of(Glob.of("*"))) : Map.of(),
        globs(List.of("edge", "*")));
  }

  private List<Glob> globs(List<String> some) {
    return chance(4) ? List.of(Glob.of(pick(some)), Glob.of(pick(some))) : List.of();
  }

  List<ByteString> traces(int count) {
    List<ByteString> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] id = new byte[chance(20) ? random.nextInt(20) : 16];
      random.nextBytes(id);
      ids.add(ByteString.copyFrom(id));
    }
    return ids;
  }

  ExportTraceServiceRequest request(List<ByteString> traces) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      ResourceSpans.Builder envelope = ResourceSpans.newBuilder();
      if (chance(1)) {
        envelope
            .getResourceBuilder()
            .addAttributes(text("service.name", pick(List.of("edge", "other"))));
      }
      for (int j = random.nextInt(3); j > 0; j--) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int k = random.nextInt(8); k > 0; k--) {
          scope.addSpans(span(traces.get(random.nextInt(traces.size()))));
        }
        envelope.addScopeSpans(scope);
      }
      request.addResourceSpans(envelope);
    }
    return request.build();
  }

  private Span span(ByteString trace) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(trace)
            .setKindValue(chance(3) ? 2 : random.nextInt(5))
            .setTraceState(pick(STATES))
            .setStartTimeUnixNano(1_000_000_000L);
    if (!chance(5)) {
      span.setEndTimeUnixNano(1_000_000_000L + random.nextInt(3) * 700_000L);
    }
    if (chance(2)) {
      span.addAttributes(text("http.route", pick(ROUTES)));
    }
    if (chance(2)) {
      span.addAttributes(text(chance(2) ? "http.url" : "url.full", pick(URLS)));
    }
    if (chance(4)) {
      span.addAttributes(text("url.path", pick(PATH_GLOBS)));
    }
    span.addAttributes(
        text(chance(2) ? "http.host" : "server.address", pick(List.of("gw.test", "else"))));
    span.addAttributes(
        text(chance(2) ? "http.method" : "http.request.method", pick(List.of("GET", "POST"))));
    int status = new int[] {200, 404, 500, 502}[random.nextInt(4)];
    if (chance(2)) {
      AnyValue.Builder value = AnyValue.newBuilder();
      span.addAttributes(
          KeyValue.newBuilder()
              .setKey(chance(2) ? "http.status_code" : "http.response.status_code")
              .setValue(chance(2) ? value.setIntValue(status) : value.setDoubleValue(status)));
    }
    if (chance(9)) {
      span.addEvents(Span.Event.newBuilder().setName(pick(List.of("exception", "other"))));
    }
    if (chance(9)) {
      span.setStatus(Status.newBuilder().setCodeValue(random.nextInt(3)));
    }
    return span.build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private double share() {
    return SHARES[random.nextInt(SHARES.length)];
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
