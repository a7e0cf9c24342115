package dev.konglightstep.platform.json;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time above zero, as people write it.
 *
 * <pre>
 *   time   := number unit | ISO 8601, of hours, minutes and seconds: PT1M30S, PT0.5S
 *   number := 1 to 9 digits, and perhaps a dot and 1 to 6 more
 *   unit   := "ms" | "s" | "m"
 * </pre>
 */
final class DurationText {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(ms|s|m)");
  private static final Pattern ISO =
      Pattern.compile(
          "PT(?=[0-9])(?:[0-9]{1,9}H)?(?:[0-9]{1,9}M)?(?:[0-9]{1,9}(?:\\.[0-9]{1,6})?S)?");

  private static final Map<String, Duration> UNITS =
      Map.of("ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1));

  private DurationText() {}

  /** Reads one; empty if it is none, or zero. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      return positive(times(new BigDecimal(matcher.group(1)), matcher.group(2)));
    }
    return ISO.matcher(text).matches() ? positive(Duration.parse(text)) : Optional.empty();
  }

  private static Duration times(BigDecimal number, String unit) {
    BigDecimal nanos = number.multiply(BigDecimal.valueOf(nanos(unit)));
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(nanos("s")));
    return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
  }

  private static long nanos(String unit) {
    return UNITS.getOrDefault(unit, Duration.ZERO).toNanos();
  }

  private static Optional<Duration> positive(Duration duration) {
    return duration.isPositive() ? Optional.of(duration) : Optional.empty();
  }
}
