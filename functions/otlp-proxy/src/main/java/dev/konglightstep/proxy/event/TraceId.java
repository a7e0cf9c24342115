package dev.konglightstep.proxy.event;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * When a load balancer took a request, as the header {@code X-Amzn-Trace-Id} says it (User Guide
 * for Application Load Balancers, "Request tracing"): fields {@code Name=1-<seconds, 8 hex
 * digits>-<id>} between semicolons. The load balancer writes {@code Root} where the client sent
 * none, else it leaves the client's {@code Root} and writes {@code Self}.
 */
final class TraceId {
  static final String HEADER = "X-Amzn-Trace-Id";

  private static final int SECONDS_DIGITS = 8;

  private TraceId() {}

  /**
   * The begin of the second in which the load balancer took the request, if the header is well
   * formed. The fraction is not known, and only its least value is safe: a later guess could put
   * the deadline behind the moment at which Kong stops reading.
   */
  static Optional<Instant> time(String header) {
    return time(header, "Self=1-").or(() -> time(header, "Root=1-"));
  }

  private static Optional<Instant> time(String header, String start) {
    for (String part : header.split(";", -1)) {
      String field = part.strip();
      int digits = start.length();
      int end = digits + SECONDS_DIGITS;
      if (field.startsWith(start)
          && field.startsWith("-", end)
          && field.substring(digits, end).chars().allMatch(HexFormat::isHexDigit)) {
        return Optional.of(
            Instant.ofEpochSecond(HexFormat.fromHexDigitsToLong(field, digits, end)));
      }
    }
    return Optional.empty();
  }
}
