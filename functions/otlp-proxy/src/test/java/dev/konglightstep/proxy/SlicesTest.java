package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicesTest {
  private static final Instant DEADLINE = Instant.parse("2026-11-24T10:00:04.300Z");

  private final Slices slices = new Slices(DEADLINE);

  /** 0.7 s for the queue, 0.7 s for the store, 1.8 s with the answer (DESIGN.md, section 7). */
  @Test
  void parts_areTheDesigns() {
    assertThat(Slices.QUEUE).isEqualTo(Duration.ofMillis(700));
    assertThat(Slices.STORE).isEqualTo(Duration.ofMillis(700));
    assertThat(Slices.SPILL).isEqualTo(Duration.ofMillis(1800));
    assertThat(slices.backendUntil()).isEqualTo(DEADLINE.minusMillis(1900));
  }

  @ParameterizedTest
  @CsvSource({
    "4300, true, 1900, false",
    "1901, true, 1900, false",
    "1900, false, 400, false",
    "1799, false, 400, false",
    "401, false, 400, false",
    "400, false, 400, true",
    "-700, false, 400, true"
  })
  void slices_ofWhatIsLeft(long left, boolean backend, long keyUntil, boolean over) {
    Instant now = DEADLINE.minusMillis(left);

    assertThat(slices.leaveTimeForBackend(now)).isEqualTo(backend);
    assertThat(slices.keyUntil(now)).isEqualTo(DEADLINE.minusMillis(keyUntil));
    assertThat(slices.areOver(now)).isEqualTo(over);
  }
}
