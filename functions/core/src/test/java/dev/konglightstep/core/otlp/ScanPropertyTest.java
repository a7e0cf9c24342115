package dev.konglightstep.core.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** The scan and protobuf-java agree on recorded bodies that were cut, changed and mixed. */
class ScanPropertyTest {
  private static final List<Bytes> BODIES = bodies();

  @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
  void of_mutatedTraces_agreesWithProtobuf(@ForAll("mutatedTraces") Bytes request) {
    assertAgrees(Signal.TRACES, request);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void of_mutatedLogs_agreesWithProtobuf(@ForAll("mutatedLogs") Bytes request) {
    assertAgrees(Signal.LOGS, request);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void of_mutatedMetrics_agreesWithProtobuf(@ForAll("mutatedMetrics") Bytes request) {
    assertAgrees(Signal.METRICS, request);
  }

  @Property(tries = 20_000)
  void of_anyBytes_agreesWithProtobuf(@ForAll byte[] bytes, @ForAll Signal signal) {
    assertAgrees(signal, Bytes.of(bytes));
  }

  /** Every cut of a recorded batch. */
  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void of_cutBatch_agreesWithProtobuf(@ForAll("cut") Bytes request) {
    assertAgrees(Signal.TRACES, request);
  }

  @Provide
  Arbitrary<Bytes> cut() {
    return Arbitraries.of(BODIES)
        .flatMap(
            body ->
                Arbitraries.integers().between(0, body.length()).map(end -> body.slice(0, end)));
  }

  @Provide
  Arbitrary<Bytes> mutatedTraces() {
    return mutated(BODIES);
  }

  @Provide
  Arbitrary<Bytes> mutatedLogs() {
    return mutated(List.of(Recordings.body(Recordings.LOGS)));
  }

  @Provide
  Arbitrary<Bytes> mutatedMetrics() {
    return mutated(List.of(Metrics.everyKind()));
  }

  private static Arbitrary<Bytes> mutated(List<Bytes> bodies) {
    Arbitrary<List<Mutation>> mutations =
        Combinators.combine(
                Arbitraries.integers().greaterOrEqual(0),
                Arbitraries.frequencyOf(
                    Tuple.of(4, Arbitraries.bytes()),
                    Tuple.of(1, Arbitraries.of((byte) 0xff, (byte) 0x80))),
                Arbitraries.of(Kind.class))
            .as(Mutation::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4);
    return Combinators.combine(Arbitraries.of(bodies), mutations)
        .as(
            (body, all) -> {
              byte[] bytes = body.copy();
              for (Mutation mutation : all) {
                bytes = mutation.apply(bytes);
              }
              return Bytes.of(bytes);
            });
  }

  private static void assertAgrees(Signal signal, Bytes request) {
    switch (Scan.of(signal, request)) {
      case Scan.Malformed malformed -> {
        assertThat(malformed.offset()).isBetween(0, request.length());
        if (!isStricter(malformed)) {
          assertThat(Oracle.lenient(signal, request)).as("%s", malformed).isEmpty();
        }
      }
      case Scan.Valid valid -> {
        assertThat(Oracle.lenient(signal, request)).as("%s", valid).isPresent();
        assertThat(Oracle.strict(signal, request).isPresent())
            .as("%s", valid)
            .isEqualTo(valid.request().invalidTexts() == 0);
      }
    }
  }

  /**
   * Where we refuse on purpose what protobuf-java lets through: deep nesting, and a varint whose
   * tenth byte asks for an eleventh, which protobuf-java 4.36 ends there and every other decoder
   * refuses.
   */
  private static boolean isStricter(Scan.Malformed malformed) {
    return malformed.what().contains("nested deeper")
        || malformed.what().endsWith("varint longer than ten bytes");
  }

  private static List<Bytes> bodies() {
    List<Bytes> bodies = new ArrayList<>();
    Recordings.TRACES.stream()
        .map(Recordings::body)
        .filter(body -> body.length() < 4000)
        .forEach(bodies::add);
    return bodies;
  }

  private enum Kind {
    SET,
    INSERT,
    REMOVE,
    DUPLICATE_TAIL
  }

  private record Mutation(int where, byte value, Kind kind) {
    byte[] apply(byte[] bytes) {
      int at = bytes.length == 0 ? 0 : where % bytes.length;
      return switch (kind) {
        case SET -> bytes.length == 0 ? bytes : splice(bytes, at, at + 1, new byte[] {value});
        case INSERT -> splice(bytes, at, at, new byte[] {value});
        case REMOVE -> splice(bytes, at, Math.min(bytes.length, at + 1), new byte[0]);
        case DUPLICATE_TAIL -> {
          byte[] tail = Bytes.of(bytes, at, Math.min(64, bytes.length - at)).copy();
          yield splice(bytes, at, at, tail);
        }
      };
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] middle) {
      byte[] result = new byte[from + middle.length + bytes.length - to];
      System.arraycopy(bytes, 0, result, 0, from);
      System.arraycopy(middle, 0, result, from, middle.length);
      System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
      return result;
    }
  }
}
