package dev.konglightstep.core.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a server wants to be asked again: seconds or a date (RFC 9110, section 10.2.3). */
public final class RetryAfter {
  public static final String HEADER = "Retry-After";

  private RetryAfter() {}

  /**
   * How long to wait; nothing if the field is absent or says neither.
   *
   * <p>A date is read against the answer's own {@code Date}, which the same server wrote, so that
   * neither its clock nor ours need be right; against {@code now} where there is none.
   *
   * @param headers of the answer
   * @param now when the answer came
   */
  public static Optional<Duration> of(Headers headers, Instant now) {
    return headers.first(HEADER).map(String::strip).flatMap(text -> delay(text, headers, now));
  }

  private static Optional<Duration> delay(String text, Headers headers, Instant now) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return HttpDate.parse(text, now)
        .map(date -> Duration.between(written(headers, now), date))
        .map(delay -> delay.isNegative() ? Duration.ZERO : delay);
  }

  private static Instant written(Headers headers, Instant now) {
    return headers.first("Date").flatMap(text -> HttpDate.parse(text.strip(), now)).orElse(now);
  }
}
