package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.audit.AuditEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sees to it that every version that became current is told of, whoever made it current and
 * whatever died meanwhile. A version that was told of carries {@code audited-<its id>}.
 */
public final class AuditSweep {
  private static final String AUDITED = "audited-";

  private final Audit audit;

  public AuditSweep(Audit audit) {
    this.audit = audit;
  }

  /** Tells of the versions in force and before it; takes the label off all others. */
  void run(Session session, Look look) {
    List<String> told =
        Stream.of(SecretVersions.CURRENT, SecretVersions.PREVIOUS)
            .flatMap(label -> look.labels().holder(label).stream())
            .toList();
    for (String versionId : told) {
      if (!look.labels().of(versionId).contains(AUDITED + versionId)) {
        tell(session, versionId, value(session, versionId));
      }
    }
    look.labels()
        .byVersion()
        .forEach(
            (id, labels) -> {
              if (!told.contains(id)) {
                forget(session, id, labels);
              }
            });
  }

  /** The event first and then the label: a death in between tells it twice and never not at all. */
  void tell(Session session, String versionId, Optional<TokenSecret> value) {
    Optional<String> from = value.flatMap(TokenSecret::derivedFrom);
    AuditEvent event =
        AuditEvent.of(
                AuditEvent.Type.TokenRotated,
                session.arn(),
                versionId,
                from.isPresent() ? "rotated" : "by_hand")
            .at(session.rotating().targets().stream().map(Target::name).toList())
            .verifiedBy(from.isPresent() ? "probe and read-back" : "")
            .saying(value.map(secret -> "token " + secret.name()).orElse("not of our shape"));
    audit.record(from.map(event::after).orElse(event));
    session.move(AUDITED + versionId, Optional.empty(), Optional.of(versionId));
  }

  private static void forget(Session session, String versionId, Set<String> labels) {
    labels.stream()
        .filter(label -> label.startsWith(AUDITED))
        .forEach(label -> session.move(label, Optional.of(versionId), Optional.empty()));
  }

  /** A version that a person mistyped is told of too. */
  private static Optional<TokenSecret> value(Session session, String versionId) {
    try {
      return session.value(versionId);
    } catch (SecretUnavailableException e) {
      if (e.isMalformed()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
