package dev.konglightstep.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Scan and write of a batch, against protobuf-java with builders mutated in place. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RewriteBenchmark {
  private static final int BATCHES = 64;

  private static final List<KeyValue> ADDED =
      List.of(
          attribute("user.id", "AIDAEXAMPLEEXAMPLE123"),
          attribute("iam.principal.arn", "arn:aws:iam::000000000000:role/payments/checkout"),
          attribute("iam.principal.account_id", "000000000000"),
          attribute("iam.principal.status", "resolved"),
          attribute("iam.principal.source", "consumer"));

  private final Bytes[] batches = new Batches().some(BATCHES);
  private final FiveMore edits = new FiveMore();
  private int next;

  /** What the proxy does. */
  @Benchmark
  public Bytes ours() {
    return rewrite(batches[next++ % BATCHES], edits);
  }

  /** What everybody else does. */
  @Benchmark
  public byte[] protobuf() throws InvalidProtocolBufferException {
    Bytes batch = batches[next++ % BATCHES];
    ExportTraceServiceRequest.Builder request =
        ExportTraceServiceRequest.newBuilder()
            .mergeFrom(batch.array(), batch.offset(), batch.length());
    for (ResourceSpans.Builder resource : request.getResourceSpansBuilderList()) {
      for (ScopeSpans.Builder scope : resource.getScopeSpansBuilderList()) {
        for (Span.Builder span : scope.getSpansBuilderList()) {
          edit(span);
        }
      }
    }
    return request.build().toByteArray();
  }

  static Bytes rewrite(Bytes batch, FiveMore edits) {
    return switch (Scan.of(Signal.TRACES, batch)) {
      case Scan.Valid(ExportRequest request) -> request.write(edits);
      case Scan.Malformed malformed -> throw new IllegalStateException(malformed.toString());
    };
  }

  private static void edit(Span.Builder span) {
    for (int i = span.getAttributesCount() - 1; i >= 0; i--) {
      if (FiveMore.REMOVED.contains(span.getAttributes(i).getKey())) {
        span.removeAttributes(i);
      }
    }
    span.addAllAttributes(ADDED);
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
