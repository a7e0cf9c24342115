package dev.konglightstep.standins.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingTest {
  static Stream<String> all() {
    return Stream.concat(Recording.IN_A_ROW.stream(), Recording.SINGLE.stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void with_itsOwnSpans_givesTheRecordedBytes(String name) {
    Recording recording = Recording.load(name);

    assertThat(recording.spans()).isNotEmpty();
    assertThat(recording.with(recording.spans())).isEqualTo(Recording.body(name));
  }

  @ParameterizedTest
  @MethodSource("all")
  void freshTraces_changeTheTraceIdAndNothingElse(String name)
      throws InvalidProtocolBufferException {
    FreshTraces fresh = new FreshTraces(new Random(1));
    for (Bytes recorded : Recording.load(name).spans()) {
      Bytes replayed = fresh.of(recorded);
      Span before = Span.parseFrom(recorded.copy());
      Span after = Span.parseFrom(replayed.copy());

      assertThat(replayed.length()).isEqualTo(recorded.length());
      assertThat(after.getTraceId()).hasSize(16).isNotEqualTo(before.getTraceId());
      assertThat(after.toBuilder().setTraceId(before.getTraceId()).build()).isEqualTo(before);
    }
  }

  @Test
  void parse_anotherShape_isRefused() {
    assertThatThrownBy(() -> Recording.parse(Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
