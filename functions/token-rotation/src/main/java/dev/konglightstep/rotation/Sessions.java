package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.Pause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Opens secrets for an operator, who can wait longer than an invocation may last. */
final class Sessions {
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Duration FIRST_CALL = Duration.ofSeconds(5);

  private final SecretVersions versions;
  private final VersionWriter writer;
  private final InstantSource clock;
  private final Pause pause;

  Sessions(SecretVersions versions, VersionWriter writer, InstantSource clock, Pause pause) {
    this.versions = versions;
    this.writer = writer;
    this.clock = clock;
    this.pause = pause;
  }

  /** A session under the secret's ARN, which the audit trail and the labels are told by. */
  Session open(Rotating rotating) {
    String arn = versions.describe(rotating.id(), FIRST_CALL).arn();
    return new Session(
        rotating, arn, clock.instant().plus(PATIENCE), versions, writer, clock, pause);
  }

  /**
   * Does something for each secret, one after the other; what fails for one is no reason to leave
   * the next one alone.
   *
   * @param failed makes a result of a secret's id and of why it failed
   */
  <R> List<R> each(
      List<Rotating> secrets, Function<Session, R> work, BiFunction<String, String, R> failed) {
    List<R> results = new ArrayList<>();
    for (Rotating rotating : secrets) {
      try {
        results.add(work.apply(open(rotating)));
      } catch (RotationException | SecretUnavailableException e) {
        results.add(failed.apply(rotating.id(), String.valueOf(e.getMessage())));
      }
    }
    return results;
  }
}
