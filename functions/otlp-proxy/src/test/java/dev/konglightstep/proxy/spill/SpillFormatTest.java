package dev.konglightstep.proxy.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.otlp.Signal;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored can be read again, and nothing else can. */
class SpillFormatTest {
  private static final Instant TIME = Instant.parse("2026-11-24T10:00:00.123Z");

  @Property(tries = 200)
  void read_whatWasWritten_isTheSame(
      @ForAll Signal signal, @ForAll @IntRange(min = 0) int items, @ForAll byte[] gzip)
      throws UnreadableMessageException {
    StoredBatch batch = new StoredBatch(signal, "lightstep", items, TIME, Bytes.of(gzip));

    assertThat(SpillFormat.readMessage(SpillFormat.message(batch)))
        .isEqualTo(new SpillMessage.Whole(batch));
    assertThat(SpillFormat.readMessage(SpillFormat.pointer(batch, "spill/pointed/1")))
        .isEqualTo(new SpillMessage.Pointer("spill/pointed/1"));
    assertThat(SpillFormat.readObject(SpillFormat.object(batch))).isEqualTo(batch);
  }

  @Property(tries = 200)
  void read_oneByteChanged_givesNoOtherBatch(
      @ForAll byte[] gzip,
      @ForAll @IntRange(min = 0, max = 100_000) int place,
      @ForAll byte change) {
    StoredBatch batch = new StoredBatch(Signal.TRACES, "lightstep", 1, TIME, Bytes.of(gzip));
    byte[] object = SpillFormat.object(batch).copy();
    int at = place % object.length;
    object[at] = (byte) (object[at] ^ (change == 0 ? 1 : change));

    try {
      assertThat(SpillFormat.readObject(Bytes.of(object)).gzip()).isEqualTo(batch.gzip());
    } catch (UnreadableMessageException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Test
  void message_hasTheFieldsThatADrainOfAnotherVersionLooksFor() {
    StoredBatch batch =
        new StoredBatch(Signal.TRACES, "lightstep", 200, TIME, Bytes.utf8("compressed"));

    assertThat(SpillFormat.message(batch))
        .isEqualTo(
            """
            {"version":1,"signal":"TRACES","destination":"lightstep","encoding":"gzip",\
            "items":200,"received":"2026-11-24T10:00:00.123Z",\
            "sha256":"9da308c2e4bc33afa72df5c088b5fc5673c477f3ef21d6bdaa358393834f9804"}
            Y29tcHJlc3NlZA==""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "CANARY",
        "{}",
        "{\"version\":1,\"encoding\":\"gzip\"}",
        "{\"version\":\"1\",\"encoding\":\"gzip\"}",
        "{\"version\":1,\"encoding\":\"gzip\",\"signal\":\"TRACES\",\"destination\":\"lightstep\","
            + "\"items\":1,\"received\":\"CANARY\",\"sha256\":\"\"}",
        "{\"version\":1,\"encoding\":\"gzip\",\"signal\":\"NONE\",\"destination\":\"lightstep\","
            + "\"items\":1,\"received\":\"2026-11-24T10:00:00Z\",\"sha256\":\"\"}"
      })
  void read_anythingElse_isRefusedForGood(String message) {
    assertThatThrownBy(() -> SpillFormat.readMessage(message))
        .isInstanceOfSatisfying(
            UnreadableMessageException.class, e -> assertThat(e.isOfANewerVersion()).isFalse());
  }

  @Test
  void read_aNewerVersionOrEncoding_isRefusedForNow() {
    for (String head :
        new String[] {
          "\"version\":2,\"encoding\":\"gzip\"", "\"version\":1,\"encoding\":\"zstd\""
        }) {
      assertThatThrownBy(() -> SpillFormat.readMessage("{" + head + "}"))
          .isInstanceOfSatisfying(
              UnreadableMessageException.class, e -> assertThat(e.isOfANewerVersion()).isTrue());
    }
  }

  @Property(tries = 200)
  void readQuarantined_whatWasWritten_isTheSame(
      @ForAll Quarantined.Reason reason, @ForAll String why, @ForAll byte[] body)
      throws UnreadableMessageException {
    Quarantined kept =
        new Quarantined(
            reason,
            why,
            Optional.of(Signal.LOGS),
            7,
            TIME,
            "OtlpProxy",
            Headers.of("Content-Type", "text/plain").with("X-Ingest-Key", "CANARY"),
            Bytes.of(body));

    Quarantined read = QuarantineFormat.read(QuarantineFormat.object(kept));

    assertThat(read.reason()).isEqualTo(reason);
    assertThat(read.why()).isEqualTo(why);
    assertThat(read.body()).isEqualTo(kept.body());
    assertThat(read.headers().first("content-type")).contains("text/plain");
    assertThat(read.headers().first("x-ingest-key")).contains("(not kept)");
  }
}
