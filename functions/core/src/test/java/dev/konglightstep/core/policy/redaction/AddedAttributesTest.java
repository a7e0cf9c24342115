package dev.konglightstep.core.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Attributes;
import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Recordings;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.otlp.Written;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was added is not looked at, and everything beside it is. */
class AddedAttributesTest {
  private static final Redactor REDACTOR = new Redactor(Redaction.SAFE);

  /** Something that every rule would take out. */
  private static final Attributes SECRET =
      Attributes.NONE
          .text("added", "password=hunter2, AKIAIOSFODNN7EXAMPLE")
          .text("http.url", "https://u:p@h/?api_key=1");

  static Stream<String> recordings() {
    return Recordings.TRACES.stream();
  }

  /** To add to what is clean is the same as to clean what is added to, but for what was added. */
  @ParameterizedTest
  @MethodSource("recordings")
  void clean_isTheSameWhateverWasAdded(String recording) {
    Random random = new Random(recording.hashCode());
    for (int times = 0; times < 20; times++) {
      boolean[] chosen = new boolean[200];
      for (int i = 0; i < chosen.length; i++) {
        chosen[i] = random.nextInt(1 + times) == 0;
      }
      Edits edits = adding(chosen);

      Bytes cleaned = REDACTOR.clean(Signal.TRACES, Recordings.body(recording)).bytes();
      Written written = request(Recordings.body(recording)).copy(edits);

      assertThat(REDACTOR.clean(Signal.TRACES, written).bytes())
          .isEqualTo(request(cleaned).write(edits));
    }
  }

  @Test
  void clean_withoutTheRanges_takesItOut() {
    Bytes written =
        request(Recordings.body("01-anonymous-200")).write(adding(new boolean[] {true}));

    assertThat(REDACTOR.clean(Signal.TRACES, written).bytes().text())
        .doesNotContain("hunter2", "AKIA", "api_key");
  }

  @Test
  void text_isCleanedByItsKeyAndByWhatItIs() {
    assertThat(REDACTOR.text("iam.principal.tag.team", "payments")).isEqualTo("payments");
    assertThat(REDACTOR.text("iam.principal.session_name", "password=hunter2"))
        .doesNotContain("hunter2");
    assertThat(REDACTOR.text("iam.principal.tag.db_password", "hunter2"))
        .isEqualTo("[masked:secret-key]");
  }

  private static Edits adding(boolean[] chosen) {
    return new Edits() {
      @Override
      public Attributes added(int item) {
        return item < chosen.length && chosen[item] ? SECRET : Attributes.NONE;
      }
    };
  }

  private static ExportRequest request(Bytes body) {
    if (Scan.of(Signal.TRACES, body) instanceof Scan.Valid(ExportRequest request)) {
      return request;
    }
    throw new AssertionError("no request");
  }
}
