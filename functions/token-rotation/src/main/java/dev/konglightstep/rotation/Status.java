package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretUnavailableException;
import java.util.List;
import java.util.Map;

/** Looks at everything and writes nothing. */
public final class Status {
  private final List<Rotating> secrets;
  private final Sessions sessions;

  Status(List<Rotating> secrets, Sessions sessions) {
    this.secrets = List.copyOf(secrets);
    this.sessions = sessions;
  }

  /** Every secret, in the order of the settings. */
  public List<SecretStatus> secrets() {
    return sessions.each(secrets, Status::known, SecretStatus.Unreadable::new);
  }

  private static SecretStatus known(Session session) {
    Look look = session.look();
    return new SecretStatus.Known(
        session.arn(),
        look.labels().rotationEnabled(),
        look.labels().lastChanged(),
        look.labels().byVersion().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                version ->
                    new SecretStatus.Version(
                        version.getKey(), version.getValue(), content(session, version.getKey())))
            .toList(),
        Pending.of(session, look),
        TargetStatus.of(session, look));
  }

  private static SecretStatus.Content content(Session session, String versionId) {
    try {
      return session
          .value(versionId)
          .<SecretStatus.Content>map(
              value -> new SecretStatus.Content.Named(value.name(), value.issuer()))
          .orElseGet(SecretStatus.Content.Missing::new);
    } catch (SecretUnavailableException e) {
      if (e.isMalformed()) {
        return new SecretStatus.Content.Malformed(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }
}
