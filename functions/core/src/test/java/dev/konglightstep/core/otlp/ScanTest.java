package dev.konglightstep.core.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScanTest {
  static Stream<String> traces() {
    return Recordings.TRACES.stream();
  }

  @ParameterizedTest
  @MethodSource("traces")
  void of_recordedBatch_countsWhatProtobufCounts(String name)
      throws InvalidProtocolBufferException {
    Bytes body = Recordings.body(name);
    int spans =
        ExportTraceServiceRequest.parseFrom(body.copy()).getResourceSpansList().stream()
            .flatMap(resource -> resource.getScopeSpansList().stream())
            .mapToInt(scope -> scope.getSpansCount())
            .sum();

    assertThat(spans).isPositive();
    assertValid(Scan.of(Signal.TRACES, body), spans, 1, 0);
  }

  @Test
  void of_recordedLogs_countsRecords() {
    assertValid(Scan.of(Signal.LOGS, Recordings.body(Recordings.LOGS)), 4, 1, 0);
  }

  @Test
  void of_nothing_isValidAndEmpty() {
    assertValid(Scan.of(Signal.TRACES, Bytes.EMPTY), 0, 0, 0);
  }

  @Test
  void of_bytesInTheMiddleOfAnArray_readsOnlyThose() {
    byte[] array = HexFormat.of().parseHex("ffff0a00ffff");

    assertValid(Scan.of(Signal.TRACES, Bytes.of(array, 2, 2)), 0, 1, 0);
    assertThat(Scan.of(Signal.TRACES, Bytes.of(array, 2, 3)))
        .isEqualTo(
            new Scan.Malformed("ExportTraceServiceRequest: message ends inside a varint", 2));
  }

  /** Each line is a whole request in hex, what is wrong with it, and at which byte. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          00,                       ExportTraceServiceRequest: field number 0,                                      0
          0a,                       ExportTraceServiceRequest: message ends inside a varint,                        1
          0a05,                     ExportTraceServiceRequest: length 5 reaches past the end of its message,        1
          0a80,                     ExportTraceServiceRequest: message ends inside a varint,                        1
          0affffffff0f,             ExportTraceServiceRequest: negative length,                                     1
          10,                       ExportTraceServiceRequest: message ends inside a varint,                        1
          10ffffffffffffffffffff01, ExportTraceServiceRequest: varint longer than ten bytes,                        1
          1100000000000000,         ExportTraceServiceRequest: message ends inside a field,                         1
          15000000,                 ExportTraceServiceRequest: message ends inside a field,                         1
          0e,                       ExportTraceServiceRequest: wire type 6,                                         1
          0f,                       ExportTraceServiceRequest: wire type 7,                                         1
          0c,                       ExportTraceServiceRequest: end of a group that was not begun,                   1
          1b,                       ExportTraceServiceRequest: group without its end,                               1
          1b24,                     ExportTraceServiceRequest: end of a group that was not begun,                   2
          0a0212ff,                 ResourceSpans: message ends inside a varint,                                    3
          0a0412022aff,             ScopeSpans: message ends inside a varint,                                       5
          0a06120412020a05,         Span: length 5 reaches past the end of its message,                             7
          """)
  void of_malformedRequest_saysWhatAndWhere(String hex, String what, int offset) {
    assertThat(Scan.of(Signal.TRACES, hex(hex))).isEqualTo(new Scan.Malformed(what, offset));
    assertThat(Oracle.strict(Signal.TRACES, hex(hex))).isEmpty();
  }

  /** Found by a property test: protobuf-java 4.36 takes the tenth byte for the last. */
  @Test
  void of_varintWithoutAnEnd_isRefusedAlthoughProtobufJavaTakesIt() {
    Bytes request = hex("78" + "ff".repeat(10) + "7a00");

    assertThat(Scan.of(Signal.TRACES, request))
        .isEqualTo(
            new Scan.Malformed("ExportTraceServiceRequest: varint longer than ten bytes", 1));
    assertThat(Oracle.strict(Signal.TRACES, request)).isPresent();
  }

  /** What protobuf allows although no encoder writes it. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          8a0000,                     1, 0
          8a80808080808080800000,     1, 0
          0a8000,                     1, 0
          0a0712051203aa0600,         1, 1
          1b08011c,                   0, 0
          1b23241c,                   0, 0
          0801,                       0, 0
          0d00000000,                 0, 0
          0a00 0a00,                  2, 0
          10ffffffffffffffffff7f,     0, 0
          """)
  void of_oddButLegalRequest_isValid(String hex, int envelopes, int items) {
    Bytes request = hex(hex.replace(" ", ""));

    assertThat(Oracle.strict(Signal.TRACES, request)).isPresent();
    assertValid(Scan.of(Signal.TRACES, request), items, envelopes, 0);
  }

  @Test
  void of_invalidUtf8_isValidAndCounted() {
    // A span named "a<ff>b", as Kong sends a raw byte of a URL.
    Bytes request = hex("0a09120712052a03" + "61ff62");

    assertValid(Scan.of(Signal.TRACES, request), 1, 1, 1);
  }

  /** Packed numbers of a histogram (field 9) and of an exponential histogram's buckets (10). */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          9,  32080000000000000000, ,
          9,  3a080000000000000000, ,
          9,  310000000000000000,   ,
          9,  320700000000000000,   HistogramDataPoint: packed numbers of 8 bytes in 7 bytes, 11
          9,  3a0101,               HistogramDataPoint: packed numbers of 8 bytes in 1 bytes, 11
          10, 42041202ac02,         ,
          10, 420412028080,         Buckets: message ends inside a varint, 14
          """)
  void of_packedNumbers_areChecked(int kind, String point, String what, Integer offset) {
    Bytes request = hex(point);
    for (int field : new int[] {1, kind, 2, 2, 1}) {
      request = new Appender().message(field, request).bytes();
    }

    if (what == null) {
      assertValid(Scan.of(Signal.METRICS, request), 1, 1, 0);
    } else {
      assertThat(Scan.of(Signal.METRICS, request)).isEqualTo(new Scan.Malformed(what, offset));
    }
    assertThat(Oracle.strict(Signal.METRICS, request).isPresent()).isEqualTo(what == null);
  }

  @Test
  void of_valuesNestedTooDeep_isRefused() {
    assertThat(Scan.of(Signal.TRACES, Nested.arrays(64))).isInstanceOf(Scan.Valid.class);
    assertThat(Scan.of(Signal.TRACES, Nested.arrays(65)))
        .isInstanceOfSatisfying(
            Scan.Malformed.class,
            malformed ->
                assertThat(malformed.what()).isEqualTo("ArrayValue: values nested deeper than 64"));
  }

  @Test
  void of_groupsNestedTooDeep_isRefused() {
    assertValid(Scan.of(Signal.TRACES, hex("1b".repeat(64) + "1c".repeat(64))), 0, 0, 0);
    assertThat(Scan.of(Signal.TRACES, hex("1b".repeat(100_000))))
        .isEqualTo(
            new Scan.Malformed("ExportTraceServiceRequest: groups nested deeper than 64", 65));
  }

  private static void assertValid(Scan scan, int items, int envelopes, int invalidTexts) {
    assertThat(scan).isInstanceOf(Scan.Valid.class);
    ExportRequest request = ((Scan.Valid) scan).request();
    assertThat(request.items()).isEqualTo(items);
    assertThat(request.envelopes()).isEqualTo(envelopes);
    assertThat(request.invalidTexts()).isEqualTo(invalidTexts);
  }

  private static Bytes hex(String hex) {
    return Bytes.of(HexFormat.of().parseHex(hex));
  }
}
