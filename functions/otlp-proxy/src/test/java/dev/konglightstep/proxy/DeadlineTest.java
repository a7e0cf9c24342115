package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Duration BUDGET = Duration.ofMillis(4300);

  @Test
  void of_noIngressTime_countsFromNow() {
    assertThat(Deadline.of(Optional.empty(), NOW, BUDGET)).isEqualTo(NOW.plusMillis(4300));
  }

  @ParameterizedTest
  @CsvSource({"0, 4300", "1, 4299", "5000, -700", "5001, -700", "99999999, -700", "-1, 4300"})
  void of_ingressTime_isClampedToTheLastFiveSeconds(long millisAgo, long millisLeft) {
    assertThat(Deadline.of(Optional.of(NOW.minusMillis(millisAgo)), NOW, BUDGET))
        .isEqualTo(NOW.plusMillis(millisLeft));
  }
}
