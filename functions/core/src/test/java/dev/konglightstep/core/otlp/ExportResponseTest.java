package dev.konglightstep.core.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportResponseTest {
  @Test
  void bytes_fullSuccess_leavesPartialSuccessUnset() {
    assertThat(ExportResponse.FULL_SUCCESS.bytes()).isEqualTo(Bytes.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({"3, 'three too old'", "0, 'a warning'", "1000000, ''"})
  void bytes_partialSuccess_readsTheSameInProtobuf(long rejected, String message)
      throws InvalidProtocolBufferException {
    Bytes bytes = new ExportResponse(rejected, message).bytes();

    assertThat(ExportTraceServiceResponse.parseFrom(bytes.copy()))
        .isEqualTo(
            ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(
                    ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejected)
                        .setErrorMessage(message))
                .build());
  }

  @ParameterizedTest
  @CsvSource({"3, 'three too old'", "0, 'a warning'", "-1, ''", "0, ''"})
  void read_whatProtobufWrote_isTheSame(long rejected, String message) throws MalformedException {
    ExportTraceServiceResponse answer =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(rejected)
                    .setErrorMessage(message))
            .build();

    assertThat(ExportResponse.read(Bytes.of(answer.toByteArray())))
        .isEqualTo(new ExportResponse(rejected, message));
  }

  @Test
  void read_partialSuccessTwice_merges() throws MalformedException {
    Bytes answer = Bytes.of(HexFormat.of().parseHex("0a020803" + "1001" + "0a03120161"));

    assertThat(ExportResponse.read(answer)).isEqualTo(new ExportResponse(3, "a"));
  }

  @Test
  void read_html_isMalformed() {
    assertThatThrownBy(() -> ExportResponse.read(Bytes.utf8("<html>ok</html>")))
        .isInstanceOf(MalformedException.class);
  }
}
