package dev.konglightstep.core.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Bodies that are broken in every way a random hand can break them: there are only typed answers,
 * and what was found valid can be written. {@code make soak} runs a million, with {@code SEED=}.
 */
class MalformedSoakTest {
  private static final Edits EDITS =
      new TestEdits(
          item -> item % 3 != 0,
          Set.of("http.url", "drop.me"),
          Set.of("lightstep.access_token"),
          true);

  @Test
  void scan_tenThousandBrokenBodies_onlyTypedAnswers() {
    run(10_000, 1);
  }

  @Test
  @Tag("soak")
  void scan_aMillionBrokenBodies_onlyTypedAnswers() {
    long seed = Long.getLong("seed", 1);
    System.out.println("malformed: bodies=1000000 seed=" + seed);
    run(1_000_000, seed);
  }

  private static void run(int bodies, long seed) {
    Random random = new Random(seed);
    List<Bytes> recorded = Recordings.TRACES.stream().map(Recordings::body).toList();
    int malformed = 0;
    for (int i = 0; i < bodies; i++) {
      Bytes body =
          random.nextInt(4) == 0
              ? new WireGenerator(random, true).request(Oracle.type(Signal.TRACES))
              : recorded.get(random.nextInt(9));
      Bytes broken = broken(random, body);
      switch (Scan.of(Signal.TRACES, broken)) {
        case Scan.Malformed(String what, int offset) -> {
          malformed++;
          assertThat(offset).as(what).isBetween(0, broken.length());
        }
        case Scan.Valid(ExportRequest request) ->
            assertThat(Scan.of(Signal.TRACES, request.write(EDITS))).isInstanceOf(Scan.Valid.class);
      }
    }
    assertThat(malformed).isBetween(bodies / 10, bodies);
  }

  /** Some bytes changed, and perhaps the end missing. */
  private static Bytes broken(Random random, Bytes body) {
    byte[] bytes = body.copy();
    for (int i = random.nextInt(8); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return Bytes.of(
        random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes);
  }
}
