package dev.konglightstep.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "' 7 ', 7", "007, 7", "999999999, 999999999"})
  void of_seconds_areTaken(String field, long seconds) {
    assertThat(of(field)).contains(Duration.ofSeconds(seconds));
  }

  /** The three forms of RFC 9110, section 5.6.7. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tue, 24 Nov 2026 10:00:17 GMT",
        " Tue, 24 Nov 2026 10:00:17 GMT ",
        "Tuesday, 24-Nov-26 10:00:17 GMT",
        "Tue Nov 24 10:00:17 2026"
      })
  void of_date_countsFromNow(String field) {
    assertThat(of(field)).contains(Duration.ofSeconds(17));
  }

  @Test
  void of_asctimeWithAOneDigitDay_isRead() {
    assertThat(of("Tue Dec  1 10:00:00 2026")).contains(Duration.ofDays(7));
  }

  /** Half a second ago the server still said the same. */
  @Test
  void of_dateInTheMiddleOfASecond_countsTheFraction() {
    Headers headers = Headers.of("Retry-After", "Tue, 24 Nov 2026 10:00:17 GMT");

    assertThat(RetryAfter.of(headers, NOW.plusMillis(500))).contains(Duration.ofMillis(16_500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tue, 24 Nov 2026 10:00:00 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"})
  void of_dateThatHasPassed_isZero(String field) {
    assertThat(of(field)).contains(Duration.ZERO);
  }

  @Test
  void of_twoDigitYear_isAtMostFiftyYearsAhead() {
    Instant inFiftyYears = Instant.parse("2076-11-24T10:00:00Z");

    assertThat(of("Tuesday, 24-Nov-76 10:00:00 GMT")).contains(Duration.between(NOW, inFiftyYears));
    assertThat(of("Thursday, 24-Nov-77 10:00:00 GMT")).contains(Duration.ZERO);
  }

  /** The server's clock is an hour fast. */
  @Test
  void of_dateOfAServerWithAWrongClock_countsFromItsOwnDate() {
    Headers headers =
        Headers.of("Retry-After", "Tue, 24 Nov 2026 11:00:17 GMT")
            .with("date", "Tue, 24 Nov 2026 11:00:00 GMT");

    assertThat(RetryAfter.of(headers, NOW)).contains(Duration.ofSeconds(17));
  }

  @Test
  void of_unreadableDateOfTheAnswer_countsFromNow() {
    Headers headers =
        Headers.of("Retry-After", "Tue, 24 Nov 2026 10:00:17 GMT").with("Date", "today");

    assertThat(RetryAfter.of(headers, NOW)).contains(Duration.ofSeconds(17));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "+1",
        "1.5",
        "1234567890",
        "99999999999999999999",
        "Wed, 24 Nov 2026 10:00:17 GMT",
        "Tue, 24 Nov 2026 10:00:17 CET",
        "Tue, 24 Nov 2026 25:00:17 GMT",
        "Mon, 30 Feb 2026 10:00:17 GMT",
        "Tue, 24 Nov 2026 10:00:17 GMT, 7",
        "2026-11-24T10:00:17Z"
      })
  void of_neither_isAbsent(String field) {
    assertThat(of(field)).isEmpty();
  }

  @Test
  void of_noField_isAbsent() {
    assertThat(RetryAfter.of(Headers.of("Date", "Tue, 24 Nov 2026 10:00:17 GMT"), NOW)).isEmpty();
  }

  private static Optional<Duration> of(String field) {
    return RetryAfter.of(Headers.of("retry-after", field), NOW);
  }
}
