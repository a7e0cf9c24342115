package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.audit.AuditEvent;
import dev.konglightstep.rotation.probe.Finding;
import java.time.Duration;

/** The second step: when the value is good beyond doubt, every target gets it. */
final class SetSecret {
  /** For writing, waiting and reading back, once the probe has ended. */
  static final Duration AFTER_THE_PROBE = Duration.ofSeconds(60);

  private final Audit audit;

  SetSecret(Audit audit) {
    this.audit = audit;
  }

  void run(Making making, Look look) {
    Duration budget = making.session().rotating().probe().policy().budget();
    making
        .session()
        .requireTime(
            budget.plus(AFTER_THE_PROBE),
            "PROPAGATION_BUDGET (" + budget + ") and " + AFTER_THE_PROBE + " for the targets");
    TokenSecret value = making.value();
    look.requireLineage(making.versionId(), value);
    making.ensureLabels(making.versionId(), look);
    SecretVersion origin = making.origin(value);
    switch (making.session().rotating().probe().through(value.token())) {
      case Finding.Accepted(String verifiedBy) -> bring(making, value, origin, verifiedBy);
      case Finding.Refused refused -> rollBack(making, look, value, origin);
      case Finding.Unclear(String why) -> throw inconclusive(making, why);
      case Finding.Indiscriminate indiscriminate ->
          throw inconclusive(
              making,
              "a random token is accepted too, so that nothing can be proven;"
                  + " PROBE=unverified goes on all the same");
    }
  }

  private void bring(Making making, TokenSecret value, SecretVersion origin, String verifiedBy) {
    if (making.session().rotating().probe().once(origin.value().token())
        instanceof Finding.Refused) {
      audit.record(
          event(making, AuditEvent.Type.CurrentTokenRefused, "refused")
              .after(origin.id())
              .verifiedBy(verifiedBy)
              .saying("the token in force is refused, the new one is accepted; going on"));
    }
    Convergence convergence = new Convergence(making.session(), audit, making.versionId());
    convergence.bring(value.token(), () -> making.permit(value), held -> true, verifiedBy);
    convergence.readBack(value.token());
  }

  /**
   * Only when everything says that the new token is bad and the old one good, the targets that hold
   * the new one go back. Whatever is less sure than that is left for the next try.
   */
  private void rollBack(Making making, Look look, TokenSecret value, SecretVersion origin) {
    String refused = "version " + making.versionId() + " was refused through the whole budget";
    if (!(making.session().rotating().probe().once(origin.value().token())
        instanceof Finding.Accepted(String verifiedBy))) {
      throw RotationException.failed(refused + "; the targets stay as they are");
    }
    making.ensureLabels(origin.id(), look);
    Convergence convergence = new Convergence(making.session(), audit, making.versionId());
    convergence.bring(
        origin.value().token(),
        () -> making.permit(value),
        held -> held.holds(value.token()),
        verifiedBy);
    audit.record(
        event(making, AuditEvent.Type.RotationRolledBack, "rolled back")
            .after(origin.id())
            .at(convergence.updated())
            .verifiedBy(verifiedBy)
            .saying(refused + ", the token in force was accepted"));
    throw RotationException.failed(
        refused + "; the token in force is good and every target was brought back to it");
  }

  private RotationException inconclusive(Making making, String why) {
    audit.record(event(making, AuditEvent.Type.ProbeInconclusive, "inconclusive").saying(why));
    return RotationException.failed(
        "nobody can say whether version " + making.versionId() + " is good: " + why);
  }

  private static AuditEvent event(Making making, AuditEvent.Type type, String outcome) {
    return AuditEvent.of(type, making.session().arn(), making.versionId(), outcome);
  }
}
