package dev.konglightstep.core.backend;

import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.MalformedException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads answers as the OTLP specification says ("OTLP/HTTP Response"), with one difference: 401 and
 * 403 mean a token that was changed, not data that must be thrown away (RATIONALE.md).
 */
final class OtlpAnswers {
  private OtlpAnswers() {}

  static Verdict read(Response answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return accepted(answer);
    }
    return switch (status) {
      case 400, 422 -> new Verdict.Refused(status);
      case 401, 403 -> new Verdict.TokenRefused(status);
      case 413 -> new Verdict.TooLarge(status);
      case 429, 502, 503, 504 -> new Verdict.TryLater(status, retryAfter(answer.headers()));
      default -> new Verdict.Unexpected(status);
    };
  }

  private static Verdict accepted(Response answer) {
    try {
      return new Verdict.Accepted(ExportResponse.read(answer.body()), true);
    } catch (MalformedException e) {
      return new Verdict.Accepted(ExportResponse.FULL_SUCCESS, false);
    }
  }

  /** Retry-After in seconds; a date or nonsense is left to the caller's own pace. */
  private static Optional<Duration> retryAfter(Headers headers) {
    return headers
        .first("Retry-After")
        .map(String::strip)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
