package dev.konglightstep.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Backoff KONG = new Backoff(Duration.ofMillis(10), Duration.ofSeconds(60));

  @ParameterizedTest
  @CsvSource({
    "0, 10",
    "1, 20",
    "2, 40",
    "12, 40960",
    "13, 60000",
    "62, 60000",
    "63, 60000",
    "2147483647, 60000"
  })
  void delay_doublesUpToTheCap(int retry, long millis) {
    assertThat(KONG.delay(retry)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void delay_firstAboveTheCap_isTheCap() {
    assertThat(new Backoff(Duration.ofDays(300), Duration.ofSeconds(1)).delay(0))
        .isEqualTo(Duration.ofSeconds(1));
  }
}
