package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.rotation.audit.Audit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The beginning: first values in the secrets, first values in the targets. What is there already
 * stays, so that it can be done again after it failed half-way.
 */
public final class Init {
  private final List<Rotating> secrets;
  private final Sessions sessions;
  private final FirstValue firstValue;
  private final Alignment alignment;
  private final AuditSweep sweep;

  Init(List<Rotating> secrets, Sessions sessions, Audit audit, Supplier<String> ids) {
    this.secrets = List.copyOf(secrets);
    this.sessions = sessions;
    this.firstValue = new FirstValue(ids);
    this.alignment = new Alignment(audit);
    this.sweep = new AuditSweep(audit);
  }

  /** One outcome for each secret, in the order of the settings. */
  public List<Outcome> run() {
    return sessions.each(secrets, this::begin, Outcome.Failed::new);
  }

  private Outcome begin(Session session) {
    Look look = session.look();
    requireNoRotation(session, look);
    Optional<SecretVersion> existing = session.current();
    existing.ifPresent(version -> session.rotating().requireIssuer(version.value()));
    SecretVersion current = existing.orElseGet(() -> firstValue.put(session, look));
    Alignment.Brought brought = alignment.run(session, current, existing.isEmpty());
    sweep.run(session, session.look());
    return new Outcome.Done(
        session.arn(),
        current.id(),
        current.value().name(),
        existing.isEmpty(),
        Optional.empty(),
        brought.updated(),
        brought.verifiedBy());
  }

  private static void requireNoRotation(Session session, Look look) {
    Pending.of(session, look)
        .filter(Pending::live)
        .ifPresent(
            pending -> {
              throw RotationException.refused(
                  "a rotation is under way: version "
                      + pending.versionId()
                      + " is AWSPENDING, and "
                      + pending.why()
                      + "; let it end, or give it up with \"kong-lightstep rotation reset\"");
            });
  }
}
