package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.Pause;
import dev.konglightstep.rotation.audit.Audit;
import java.time.Duration;
import java.time.InstantSource;

/** What tests in other packages need of this one. */
public final class RotationAccess {
  private RotationAccess() {}

  /** A handler over collaborators of the test's own. */
  public static TokenRotationHandler handler(Rotation rotation, InstantSource clock) {
    return new TokenRotationHandler(rotation, clock);
  }

  /** What the reconciler will do: the audit sweep, and the care of labels. */
  public static void care(
      Rotating rotating,
      String arn,
      SecretVersions versions,
      VersionWriter writer,
      Audit audit,
      InstantSource clock,
      Pause pause) {
    Session session =
        new Session(
            rotating,
            arn,
            clock.instant().plus(Duration.ofMinutes(5)),
            versions,
            writer,
            clock,
            pause);
    new AuditSweep(audit).run(session, session.look());
    new LiveLabels().care(session);
  }
}
