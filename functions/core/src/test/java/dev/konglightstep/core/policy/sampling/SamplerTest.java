package dev.konglightstep.core.policy.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.otlp.Recordings;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Finished;
import dev.konglightstep.core.policy.Glob;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.core.policy.Principals;
import dev.konglightstep.core.policy.identity.Identity;
import dev.konglightstep.core.policy.redaction.Redaction;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final int TRACES = 100_000;
  private static final OptionalDouble ALL = OptionalDouble.of(1);

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.01, 0.1, 0.25, 0.5, 0.9})
  void keepRate_over100000TraceIds_isTheShare(double share) {
    int kept = kept(share).size();

    double deviation = Math.sqrt(TRACES * share * (1 - share));
    assertThat(kept).isCloseTo((int) (TRACES * share), within((int) (5 * deviation)));
  }

  @Test
  void whatASmallerShareKeeps_aGreaterOneKeepsToo() {
    assertThat(kept(0.5)).containsAll(kept(0.1));
    assertThat(kept(1)).hasSize(TRACES);
    assertThat(kept(0)).isEmpty();
  }

  /** A child's batch comes to the same environment, or to another. */
  @Test
  void orphans_followTheirRootWhereItIsRemembered() {
    ByteString trace = ByteString.copyFrom(new byte[16]);
    Span root = Span.newBuilder().setTraceId(trace).setKind(Span.SpanKind.SPAN_KIND_SERVER).build();
    Span child =
        Span.newBuilder().setTraceId(trace).setKind(Span.SpanKind.SPAN_KIND_INTERNAL).build();
    Sampling sampling = sampling(List.of(rule(Conditions.NONE, 1)), 0);
    PolicyEngine same = engine(sampling, Principals.UNKNOWN);

    assertThat(same.finish(request(List.of(root))).kept()).isEqualTo(1);
    assertThat(same.finish(request(List.of(child))).kept()).isEqualTo(1);
    assertThat(engine(sampling, Principals.UNKNOWN).finish(request(List.of(child))).kept())
        .isEqualTo(0);
  }

  /** Kong's root has no error status even on a 502; its router has one on a 404. */
  @ParameterizedTest
  @CsvSource({
    "01-anonymous-200, 0",
    "07-rejected-401, 0",
    "08-no-route-404, 5",
    "09-upstream-down-502, 8"
  })
  void errors_areTheStatusCodeOrAChildsStatus(String recording, int kept) {
    Sampling errors = sampling(List.of(rule(error(), 1)), 0);

    assertThat(engine(errors, Principals.UNKNOWN).finish(recorded(recording)).kept())
        .isEqualTo(kept);
  }

  @Test
  void principalRules_readThePort() {
    Principals fake =
        (batch, traces) ->
            (root, attribute) ->
                attribute.equals("tag.team") ? Optional.of("payments") : Optional.empty();
    Sampling team = sampling(List.of(rule(principal("tag.team", "pay*"), 1)), 0);
    Sampling other = sampling(List.of(rule(principal("arn", "*"), 1)), 0);
    ExportRequest request = recorded("02-consumer-role-arn");

    assertThat(engine(team, fake).finish(request).kept()).isEqualTo(request.items());
    assertThat(engine(other, fake).finish(request).kept()).isEqualTo(0);
    assertThat(engine(team, Principals.UNKNOWN).finish(request).kept()).isEqualTo(0);
  }

  /** What Kong left out counts: a trace of a rule that Kong samples at a tenth stands for ten. */
  @Test
  void sourceRules_areKeptAndWeighted() {
    Rule atSource = new Rule("r", Conditions.NONE, 0.1, Rule.Place.SOURCE);

    Finished finished =
        engine(sampling(List.of(atSource), 0), Principals.UNKNOWN)
            .finish(recorded("01-anonymous-200"));

    assertThat(finished.kept()).isEqualTo(8);
    assertThat(finished.decisions().orElseThrow().weight(0)).isCloseTo(10, within(1e-9));
    assertThat(ratio(finished)).isEqualTo(0.1);
    assertThat(spans(finished)).allMatch(span -> span.getTraceState().equals("ot=th:e666"));
  }

  @Test
  void upstreamRate_multiplies() {
    Finished finished =
        engine(
                new Sampling(List.of(), 1, Orphans.OTHERWISE, OptionalDouble.of(0.25)),
                Principals.UNKNOWN)
            .finish(recorded("01-anonymous-200"));

    assertThat(ratio(finished)).isEqualTo(0.25);
    assertThat(spans(finished)).allMatch(span -> span.getTraceState().equals("ot=th:c"));
  }

  @Test
  void unknownUpstreamRate_saysNothing() {
    Finished finished =
        engine(
                new Sampling(List.of(), 1, Orphans.OTHERWISE, OptionalDouble.empty()),
                Principals.UNKNOWN)
            .finish(recorded("01-anonymous-200"));

    assertThat(finished.bytes()).isEqualTo(Recordings.body("01-anonymous-200"));
  }

  /** A span may hold the field twice; neither is left beside ours. */
  @Test
  void traceStateThatStandsTwice_isReplacedInBothPlaces() {
    byte[] twice =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(new byte[16]))
            .setTraceState("first=1")
            .build()
            .toByteString()
            .concat(
                Span.newBuilder()
                    .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                    .setTraceState("ot=rv:ffffffffffffff")
                    .build()
                    .toByteString())
            .toByteArray();
    ByteBuffer request = ByteBuffer.allocate(6 + twice.length);
    request.put(
        new byte[] {
          0x0a,
          (byte) (twice.length + 4),
          0x12,
          (byte) (twice.length + 2),
          0x12,
          (byte) twice.length
        });
    request.put(twice);

    Finished finished =
        engine(sampling(List.of(), 0.5), Principals.UNKNOWN)
            .finish(scanned(Bytes.of(request.array())));

    assertThat(spans(finished).getFirst().getTraceState()).isEqualTo("ot=rv:ffffffffffffff;th:8");
    assertThat(finished.bytes().text()).doesNotContain("first=1");
  }

  private static Set<ByteString> kept(double share) {
    Random random = new Random(1);
    PolicyEngine engine = engine(sampling(List.of(), share), Principals.UNKNOWN);
    Set<ByteString> kept = new HashSet<>();
    byte[] id = new byte[16];
    for (int batch = 0; batch < TRACES / 1000; batch++) {
      ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
      for (int i = 0; i < 1000; i++) {
        random.nextBytes(id);
        request
            .addResourceSpansBuilder()
            .addScopeSpansBuilder()
            .addSpansBuilder()
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setTraceId(ByteString.copyFrom(id));
      }
      spans(engine.finish(scanned(Bytes.of(request.build().toByteArray()))))
          .forEach(span -> kept.add(span.getTraceId()));
    }
    return kept;
  }

  private static double ratio(Finished finished) {
    return spans(finished).getFirst().getAttributesList().stream()
        .filter(pair -> pair.getKey().equals("sampling.ratio"))
        .findFirst()
        .orElseThrow()
        .getValue()
        .getDoubleValue();
  }

  private static List<Span> spans(Finished finished) {
    try {
      return ExportTraceServiceRequest.parseFrom(finished.bytes().copy())
          .getResourceSpansList()
          .stream()
          .flatMap(envelope -> envelope.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Sampling sampling(List<Rule> rules, double otherwise) {
    return new Sampling(rules, otherwise, Orphans.OTHERWISE, ALL);
  }

  private static Rule rule(Conditions when, double keep) {
    return new Rule("rule", when, keep, Rule.Place.PROXY);
  }

  private static Conditions error() {
    return new Conditions(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.of(true),
        Map.of(),
        List.of());
  }

  private static Conditions principal(String attribute, String glob) {
    return new Conditions(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(attribute, List.of(Glob.of(glob))),
        List.of());
  }

  private static PolicyEngine engine(Sampling sampling, Principals principals) {
    return new PolicyEngine(
        new Policy(Optional.of(sampling), Redaction.SAFE, Identity.SAFE, Optional.empty()),
        principals,
        KeySet.EMPTY,
        new RememberedTraces(7),
        7);
  }

  private static ExportRequest request(List<Span> spans) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request.addResourceSpansBuilder().addScopeSpansBuilder().addAllSpans(spans);
    return scanned(Bytes.of(request.build().toByteArray()));
  }

  private static ExportRequest recorded(String name) {
    return scanned(Recordings.body(name));
  }

  private static ExportRequest scanned(Bytes request) {
    return switch (Scan.of(Signal.TRACES, request)) {
      case Scan.Valid(ExportRequest valid) -> valid;
      case Scan.Malformed malformed -> throw new AssertionError(malformed);
    };
  }
}
