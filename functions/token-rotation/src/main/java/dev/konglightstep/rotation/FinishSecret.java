package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.TokenSecret;
import java.util.Optional;

/**
 * The last step: the version becomes current. AWSPENDING is left alone: taking it off tells Secrets
 * Manager that the rotation did not end well (AWS Secrets Manager user guide).
 */
final class FinishSecret {
  private final AuditSweep sweep;

  FinishSecret(AuditSweep sweep) {
    this.sweep = sweep;
  }

  void run(Making making, Look look) {
    Session session = making.session();
    String versionId = making.versionId();
    TokenSecret value = making.value();
    look.requireLineage(versionId, value);
    sweep.run(session, look);
    making.permit(value);
    boolean moved =
        session.move(SecretVersions.CURRENT, value.derivedFrom(), Optional.of(versionId));
    if (!moved && !session.look().isCurrent(versionId)) {
      throw RotationException.superseded(
          "AWSCURRENT was moved away from " + value.derivedFrom().orElse("none"));
    }
    sweep.tell(session, versionId, Optional.of(value));
    sweep.run(session, session.look());
  }

  /** What an earlier run that promoted the version may have left undone. */
  void rest(Session session, Look look) {
    sweep.run(session, look);
  }
}
