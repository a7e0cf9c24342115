package dev.konglightstep.core.policy.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Principals;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final Sampling SAMPLING =
      new Sampling(
          List.of(
              new Rule("a", new Asking().routes("/a").build(), 1, Rule.Place.PROXY),
              new Rule("b", new Asking().routes("/b").build(), 0, Rule.Place.PROXY)),
          0,
          Orphans.KEEP,
          OptionalDouble.empty());

  /** A trace that is cut through counts once; what is saved is told by protobuf's own writer. */
  @Test
  void rows_afterSomeRequests_accountForEverySpan() {
    Trial trial = new Trial(SAMPLING, Principals.UNKNOWN);
    Span.Builder a = root(1, "/a");
    Span.Builder b = root(2, "/b");
    Span.Builder ofB = span(2).setName("name of a span");
    Span.Builder c = root(3, "/c");

    trial.add(request(a, span(1), b, span(9)));
    trial.add(request(ofB, span(1), c, root(4, "/c")));

    assertThat(trial.rows())
        .containsExactly(
            new Trial.Row("a", 1, 0, 3, 0, 0),
            new Trial.Row(
                "b",
                0,
                1,
                0,
                2,
                size(a, span(1), b, span(9))
                    - size(a, span(1), span(9))
                    + size(ofB, span(1), c, root(4, "/c"))
                    - size(span(1), c, root(4, "/c"))),
            new Trial.Row(
                "otherwise", 0, 2, 0, 2, size(ofB, span(1), c, root(4, "/c")) - size(ofB, span(1))),
            new Trial.Row("orphans", 1, 0, 1, 0, 0));
  }

  @Test
  void rows_noRequest_areThere() {
    assertThat(new Trial(SAMPLING, Principals.UNKNOWN).rows())
        .extracting(Trial.Row::rule)
        .containsExactly("a", "b", "otherwise", "orphans");
  }

  private static Span.Builder root(int trace, String route) {
    Span.Builder root = span(trace).setKind(Span.SpanKind.SPAN_KIND_SERVER);
    root.addAttributesBuilder().setKey("http.route").getValueBuilder().setStringValue(route);
    return root;
  }

  private static Span.Builder span(int trace) {
    byte[] id = new byte[16];
    Arrays.fill(id, (byte) trace);
    return Span.newBuilder().setTraceId(ByteString.copyFrom(id));
  }

  private static long size(Span.Builder... spans) {
    return written(spans).length;
  }

  private static ExportRequest request(Span.Builder... spans) {
    return ((Scan.Valid) Scan.of(Signal.TRACES, Bytes.of(written(spans)))).request();
  }

  private static byte[] written(Span.Builder... spans) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var scope = request.addResourceSpansBuilder().addScopeSpansBuilder();
    Arrays.stream(spans).forEach(scope::addSpans);
    return request.build().toByteArray();
  }
}
