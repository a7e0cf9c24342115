package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * Why the backend did not take a batch.
 *
 * @param what for Kong's log
 * @param why for ours
 * @param retryAfter when the backend wants to be asked again
 * @param alarming whether somebody should look
 */
record Failure(String what, String why, Optional<Duration> retryAfter, boolean alarming) {
  static Failure noAnswer(Exception e) {
    return of("the backend gave no answer", String.valueOf(e.getMessage()));
  }

  static Failure noToken(Exception e) {
    return new Failure(
        "the token secret cannot be read", String.valueOf(e.getMessage()), Optional.empty(), true);
  }

  static Failure tokenRefused(int status) {
    return new Failure(
        "the backend refused the access token", "status " + status, Optional.empty(), true);
  }

  static Failure later(Verdict.TryLater later) {
    return new Failure(
        "the backend cannot take the batch now",
        "status " + later.status(),
        later.retryAfter(),
        false);
  }

  static Failure unexpected(int status) {
    return new Failure(
        "the backend gave an unexpected answer", "status " + status, Optional.empty(), true);
  }

  static Failure refused(int status) {
    return of("the backend refused the batch", "status " + status);
  }

  static Failure tooLarge(int status) {
    return of("the backend says that the batch is too large", "status " + status);
  }

  private static Failure of(String what, String why) {
    return new Failure(what, why, Optional.empty(), false);
  }
}
