package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.probe.Finding;
import dev.konglightstep.rotation.probe.Probe;
import java.time.Instant;
import java.util.List;

/** Brings every target to the version in force, whatever it holds. */
final class Alignment {
  private final Audit audit;

  Alignment(Audit audit) {
    this.audit = audit;
  }

  /**
   * Label, probe, writes and read-back, in this order. Nobody gets a value that was not accepted
   * through a whole window, as in a rotation; if there is nothing to write, one probe is enough.
   *
   * @param young whether the value may not be known everywhere yet
   * @throws RotationException if the value is not good beyond doubt, a rotation is under way, or a
   *     target could not be brought to it
   */
  Brought run(Session session, SecretVersion current, boolean young) {
    Look look = session.look();
    session
        .rotating()
        .labels(current.id())
        .forEach(label -> session.ensure(label, current.id(), look));
    Token token = current.value().token();
    Probe probe = session.rotating().probe();
    boolean once = !young && isEverywhere(session, token);
    String verifiedBy = accepted(current.id(), once ? probe.once(token) : probe.through(token));
    Convergence convergence = new Convergence(session, audit, current.id());
    convergence.bring(token, () -> permit(session, current.id()), held -> true, verifiedBy);
    convergence.readBack(token);
    return new Brought(verifiedBy, convergence.updated());
  }

  private static boolean isEverywhere(Session session, Token value) {
    for (Target target : session.rotating().targets()) {
      try {
        if (!target.read().held().stream()
            .allMatch(
                held -> held.holds(value) || held.content() instanceof Held.Content.Reference)) {
          return false;
        }
      } catch (TargetException e) {
        return false; // bringing it there says why
      }
    }
    return true;
  }

  /** The version must still be in force, and no rotation may bring targets elsewhere. */
  private static Instant permit(Session session, String versionId) {
    session.requireTimeToWrite();
    Look look = session.look();
    if (!look.isCurrent(versionId)) {
      throw RotationException.superseded("AWSCURRENT was moved away from version " + versionId);
    }
    Pending.of(session, look)
        .filter(Pending::live)
        .ifPresent(
            pending -> {
              throw RotationException.superseded(
                  "a rotation has begun, version " + pending.versionId() + "; " + pending.why());
            });
    return look.askedAt();
  }

  private static String accepted(String versionId, Finding finding) {
    String version = "version " + versionId + ", which is AWSCURRENT,";
    return switch (finding) {
      case Finding.Accepted(String verifiedBy) -> verifiedBy;
      case Finding.Refused refused ->
          throw RotationException.failed(
              version
                  + " is refused; no target was written. Put a good one, or try again if it is"
                  + " younger than five minutes");
      case Finding.Unclear(String why) ->
          throw RotationException.failed(
              "nobody can say whether " + version + " is good: " + why + "; no target was written");
      case Finding.Indiscriminate indiscriminate ->
          throw RotationException.failed(
              "a random token is accepted too, so that nothing can be proven of "
                  + version
                  + "; PROBE=unverified goes on all the same");
    };
  }

  /** What was done. */
  record Brought(String verifiedBy, List<String> updated) {}
}
