package dev.konglightstep.core.backend;

import dev.konglightstep.core.otlp.ExportResponse;
import java.time.Duration;
import java.util.Optional;

/** What a backend decided about a batch. */
public sealed interface Verdict {
  /**
   * It has the batch, all of it or what the response does not reject.
   *
   * @param readable whether the answer could be read; an unreadable one counts as full success
   */
  record Accepted(ExportResponse response, boolean readable) implements Verdict {}

  /** It does not know the token, or not yet. */
  record TokenRefused(int status) implements Verdict {}

  /** The same bytes will never be accepted. */
  record Refused(int status) implements Verdict {}

  /** Too large in one piece. */
  record TooLarge(int status) implements Verdict {}

  /** It cannot take the batch now. */
  record TryLater(int status, Optional<Duration> retryAfter) implements Verdict {
    /**
     * Whether a gateway lost the exchange on its way, as a broken connection does: nobody asked for
     * a pause, and the next try may take another way at once.
     */
    public boolean lostOnItsWay() {
      return status == 502 || status == 504;
    }
  }

  /** An answer that OTLP does not provide for; somebody should look. */
  record Unexpected(int status) implements Verdict {}
}
