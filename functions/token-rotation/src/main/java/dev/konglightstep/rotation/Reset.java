package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretArn;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.audit.AuditEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives a rotation up: AWSPENDING goes, and every target comes back to AWSCURRENT, which is never
 * touched. It can be done again, and also when nothing is pending.
 */
public final class Reset {
  /** A running step may see labels that are 20 s old, and lands its write 7 s later. */
  private static final Duration UNTIL_LANDED = Duration.ofSeconds(30);

  private final List<Rotating> secrets;
  private final Sessions sessions;
  private final Audit audit;
  private final Alignment alignment;
  private final AuditSweep sweep;

  Reset(List<Rotating> secrets, Sessions sessions, Audit audit) {
    this.secrets = List.copyOf(secrets);
    this.sessions = sessions;
    this.audit = audit;
    this.alignment = new Alignment(audit);
    this.sweep = new AuditSweep(audit);
  }

  /** The secrets that can be reset, as they are configured. */
  public List<String> secrets() {
    return secrets.stream().map(Rotating::id).toList();
  }

  /**
   * One outcome for each secret.
   *
   * @param secret name or ARN of the only one that is meant; none fits, nothing is done
   */
  public List<Outcome> run(Optional<String> secret) {
    List<Rotating> meant =
        secrets.stream()
            .filter(rotating -> secret.isEmpty() || isSame(secret.get(), rotating.id()))
            .toList();
    return sessions.each(meant, this::reset, Outcome.Failed::new);
  }

  private Outcome reset(Session session) {
    current(session);
    Optional<String> givenUp = giveUp(session);
    if (givenUp.isPresent()) {
      session.sleep(UNTIL_LANDED);
    }
    SecretVersion current = current(session);
    Alignment.Brought brought = alignment.run(session, current, false);
    givenUp.ifPresent(versionId -> tell(session, versionId, current, brought));
    sweep.run(session, session.look());
    return new Outcome.Done(
        session.arn(),
        current.id(),
        current.value().name(),
        false,
        givenUp,
        brought.updated(),
        brought.verifiedBy());
  }

  /** From now on every step of that rotation fails. A key that a target may hold stays good. */
  private static Optional<String> giveUp(Session session) {
    Look look = session.look();
    Optional<String> pending =
        look.labels().holder(SecretVersions.PENDING).filter(id -> !look.isCurrent(id));
    pending.ifPresent(
        id -> {
          if (session.readable(id).isPresent()) {
            session.rotating().labels(id).forEach(label -> session.ensure(label, id, look));
          }
          if (!session.move(SecretVersions.PENDING, pending, Optional.empty())) {
            throw RotationException.superseded(
                "AWSPENDING was moved away from version " + id + " just now; do it again");
          }
        });
    return pending;
  }

  private static SecretVersion current(Session session) {
    return session
        .labelled(SecretVersions.CURRENT)
        .orElseThrow(
            () ->
                RotationException.failed(
                    "no version is AWSCURRENT, so there is nothing to go back to; run"
                        + " \"kong-lightstep init\""));
  }

  private void tell(
      Session session, String versionId, SecretVersion current, Alignment.Brought brought) {
    audit.record(
        AuditEvent.of(
                AuditEvent.Type.RotationRolledBack,
                session.arn(),
                versionId,
                "reset by an operator")
            .after(current.id())
            .at(brought.updated())
            .verifiedBy(brought.verifiedBy())
            .saying("AWSPENDING was taken off, the targets hold the version in force"));
  }

  private static boolean isSame(String given, String configured) {
    return given.equals(configured)
        || SecretArn.isOf(given, configured)
        || SecretArn.isOf(configured, given);
  }
}
