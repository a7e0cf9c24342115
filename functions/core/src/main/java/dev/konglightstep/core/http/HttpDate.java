package dev.konglightstep.core.http;

import static java.time.temporal.ChronoField.YEAR;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A date as HTTP writes it, in the one form of today and the two that a reader must still know (RFC
 * 9110, section 5.6.7).
 */
final class HttpDate {
  /** A year of two digits is never more than this far ahead. */
  private static final int MOST_YEARS_AHEAD = 50;

  private static final DateTimeFormatter IMF_FIXDATE =
      formatter(pattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'"));
  private static final DateTimeFormatter ASCTIME = formatter(pattern("EEE MMM ppd HH:mm:ss uuuu"));

  private HttpDate() {}

  /**
   * The moment, or empty if the text is no date.
   *
   * @param now by which the century of a two-digit year is known
   */
  static Optional<Instant> parse(String text, Instant now) {
    return Stream.of(IMF_FIXDATE, rfc850(now), ASCTIME)
        .flatMap(form -> parse(text, form).stream())
        .findFirst();
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter rfc850(Instant now) {
    LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(99 - MOST_YEARS_AHEAD);
    return formatter(
        pattern("EEEE, dd-MMM-")
            .appendValueReduced(YEAR, 2, 2, first)
            .appendPattern(" HH:mm:ss 'GMT'"));
  }

  private static DateTimeFormatterBuilder pattern(String pattern) {
    return new DateTimeFormatterBuilder().appendPattern(pattern);
  }

  /** A weekday that is not the date's makes it none. */
  private static DateTimeFormatter formatter(DateTimeFormatterBuilder form) {
    return form.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
  }
}
