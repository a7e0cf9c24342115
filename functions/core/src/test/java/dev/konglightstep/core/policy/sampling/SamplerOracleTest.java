package dev.konglightstep.core.policy.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.otlp.Recordings;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Finished;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.core.policy.Principals;
import dev.konglightstep.core.policy.identity.Identity;
import dev.konglightstep.core.policy.redaction.Redaction;
import dev.konglightstep.core.policy.redaction.SqlLiterals;
import dev.konglightstep.core.policy.redaction.UrlQuery;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The engine keeps and tells what {@link NaiveSampler} does. */
class SamplerOracleTest {
  private static final Redaction NOTHING =
      new Redaction(
          UrlQuery.KEEP, SqlLiterals.KEEP, Set.of(), List.of(), Optional.empty(), List.of());

  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void finish_generatedBatchesInARow_areAsTheNaiveSamplerHasThem(@ForAll long seed)
      throws InvalidProtocolBufferException {
    SomeTraffic traffic = new SomeTraffic(new Random(seed));
    Sampling sampling = traffic.sampling();
    NaiveSampler naive = new NaiveSampler(sampling);
    PolicyEngine engine = engine(sampling, seed);
    List<ByteString> traces = traffic.traces(6);

    for (int batch = 0; batch < 4; batch++) {
      ExportTraceServiceRequest request = traffic.request(traces);
      compare(engine, naive, request);
    }
  }

  @Example
  void finish_recordings_areAsTheNaiveSamplerHasThem() throws InvalidProtocolBufferException {
    for (long seed = 0; seed < 40; seed++) {
      Sampling sampling = new SomeTraffic(new Random(seed)).sampling();
      NaiveSampler naive = new NaiveSampler(sampling);
      PolicyEngine engine = engine(sampling, seed);
      for (String name : Recordings.TRACES) {
        compare(engine, naive, ExportTraceServiceRequest.parseFrom(Recordings.body(name).copy()));
      }
    }
  }

  private static void compare(
      PolicyEngine engine, NaiveSampler naive, ExportTraceServiceRequest request)
      throws InvalidProtocolBufferException {
    ExportTraceServiceRequest expected = naive.sample(request);

    Finished finished = engine.finish(scanned(request));

    assertThat(ExportTraceServiceRequest.parseFrom(finished.bytes().copy())).isEqualTo(expected);
    assertThat(finished.kept()).isEqualTo(spans(expected));
  }

  private static int spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(envelope -> envelope.getScopeSpansList().stream())
        .mapToInt(scope -> scope.getSpansCount())
        .sum();
  }

  private static PolicyEngine engine(Sampling sampling, long seed) {
    return new PolicyEngine(
        new Policy(Optional.of(sampling), NOTHING, Identity.SAFE, Optional.empty()),
        Principals.UNKNOWN,
        KeySet.EMPTY,
        new RememberedTraces(seed),
        seed);
  }

  private static ExportRequest scanned(ExportTraceServiceRequest request) {
    return switch (Scan.of(Signal.TRACES, Bytes.of(request.toByteArray()))) {
      case Scan.Valid(ExportRequest valid) -> valid;
      case Scan.Malformed malformed -> throw new AssertionError(malformed);
    };
  }
}
