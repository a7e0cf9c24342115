package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersions;
import java.util.Optional;

/**
 * AWSPENDING on a version that is not current: a rotation under way, or what is left of one.
 *
 * @param live whether the rotation can still end well; a dead one counts as absent
 * @param why it is taken to be so
 */
public record Pending(String versionId, boolean live, String why) {

  /** What is pending besides the version in force; empty if nothing is. */
  static Optional<Pending> of(Session session, Look look) {
    return look.labels()
        .holder(SecretVersions.PENDING)
        .filter(id -> !look.isCurrent(id))
        .map(id -> judged(session, look, id));
  }

  private static Pending judged(Session session, Look look, String versionId) {
    if (!look.labels().rotationEnabled()) {
      return new Pending(versionId, false, "rotation is not enabled");
    }
    try {
      return session
          .value(versionId)
          .map(value -> look.brokenLineage(versionId, value))
          .map(
              broken ->
                  new Pending(
                      versionId,
                      broken.isEmpty(),
                      broken.orElse("it follows the version in force")))
          .orElseGet(() -> new Pending(versionId, true, "it has no value yet"));
    } catch (SecretUnavailableException e) {
      if (e.isMalformed()) {
        return new Pending(versionId, false, "its value is not of our shape");
      }
      throw e;
    }
  }
}
