package dev.konglightstep.core.backend;

import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.RetryAfter;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.MalformedException;
import java.time.Instant;

/**
 * Reads answers as the OTLP specification says ("OTLP/HTTP Response"), with one difference: 401 and
 * 403 mean a token that was changed, not data that must be thrown away (RATIONALE.md).
 */
final class OtlpAnswers {
  private OtlpAnswers() {}

  static Verdict read(Response answer, Instant now) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return accepted(answer);
    }
    return switch (status) {
      case 400, 422 -> new Verdict.Refused(status);
      case 401, 403 -> new Verdict.TokenRefused(status);
      case 413 -> new Verdict.TooLarge(status);
      case 429, 502, 503, 504 -> new Verdict.TryLater(status, RetryAfter.of(answer.headers(), now));
      default -> new Verdict.Unexpected(status);
    };
  }

  /** An answer over the limit is cut, and what is left of it could read well by chance. */
  private static Verdict accepted(Response answer) {
    if (answer.body().length() > Transport.MAX_ANSWER_BYTES) {
      return new Verdict.Accepted(ExportResponse.FULL_SUCCESS, false);
    }
    try {
      return new Verdict.Accepted(ExportResponse.read(answer.body()), true);
    } catch (MalformedException e) {
      return new Verdict.Accepted(ExportResponse.FULL_SUCCESS, false);
    }
  }
}
