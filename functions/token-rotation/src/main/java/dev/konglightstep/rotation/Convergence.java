package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.Token;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.audit.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Brings targets to a value, and looks again when whatever was under way has landed. */
final class Convergence {
  /** A write lands within 7 s of the labels that it is based on; so does everybody else's. */
  private static final Duration UNTIL_SETTLED = Duration.ofSeconds(8);

  private static final int TRIES = 3;

  private final Session session;
  private final Audit audit;
  private final String versionId;
  private final List<String> updated = new ArrayList<>();
  private Instant settled = Instant.MIN;
  private int writes;

  /**
   * Nothing is brought yet.
   *
   * @param versionId that the audit trail names
   */
  Convergence(Session session, Audit audit, String versionId) {
    this.session = session;
    this.audit = audit;
    this.versionId = versionId;
  }

  /** The targets that were written, by name. */
  List<String> updated() {
    return List.copyOf(updated);
  }

  /**
   * Brings every target to the value; one that fails does not keep the others from it.
   *
   * @param permit asked before each write; gives the time of the labels that allow it
   * @param concerned which of a target's plugins are meant, whatever they hold else
   * @throws RotationException naming the targets that failed
   */
  void bring(Token value, Supplier<Instant> permit, Predicate<Held> concerned, String verifiedBy) {
    List<String> failed = new ArrayList<>();
    for (Target target : session.rotating().targets()) {
      int before = writes;
      try {
        List<String> foreign = bring(target, value, permit, concerned);
        if (writes > before) {
          updated.add(target.name());
          audit.record(updated(target, foreign).verifiedBy(verifiedBy));
        }
      } catch (TargetException e) {
        e.unsettledUntil().ifPresent(this::settles);
        if (writes > before) {
          updated.add(target.name());
        }
        failed.add(target.name() + ": " + e.getMessage());
        audit.record(
            event(AuditEvent.Type.TargetFailed, target, "failed")
                .saying(String.valueOf(e.getMessage())));
      }
    }
    requireNone(failed, "not every target could be brought to version ");
  }

  /**
   * Makes sure that every target holds the value, or a reference that will give it, at least 8 s
   * after the last write.
   *
   * @throws RotationException naming the targets that do not
   */
  void readBack(Token value) {
    if (writes > 0) {
      session.sleep(Duration.between(session.now(), settled.plus(UNTIL_SETTLED)));
    }
    List<String> failed = new ArrayList<>();
    for (Target target : session.rotating().targets()) {
      try {
        target.read().held().stream()
            .filter(held -> !isRight(held, value))
            .forEach(held -> failed.add(target.name() + ": plugin " + held.plugin() + other(held)));
      } catch (TargetException e) {
        failed.add(target.name() + ": " + e.getMessage());
      }
    }
    requireNone(failed, "not every target holds version ");
  }

  /** A plugin that changes under our hands is read anew. Gives the plugins that were left alone. */
  private List<String> bring(
      Target target, Token value, Supplier<Instant> permit, Predicate<Held> concerned)
      throws TargetException {
    for (int tries = 1; ; tries++) {
      try {
        return bringOnce(target, value, permit, concerned);
      } catch (TargetException e) {
        boolean again =
            e.kind() == TargetException.Kind.STALE || e.kind() == TargetException.Kind.CHANGED;
        if (!again || tries == TRIES) {
          throw e;
        }
        e.unsettledUntil().ifPresent(this::wrote);
      }
    }
  }

  private List<String> bringOnce(
      Target target, Token value, Supplier<Instant> permit, Predicate<Held> concerned)
      throws TargetException {
    List<String> wrong = new ArrayList<>();
    Target.Reading reading = target.read();
    for (Held held : reading.held()) {
      if (held.content() instanceof Held.Content.Wrong(String what)) {
        wrong.add("plugin " + held.plugin() + ": " + what);
      } else if (concerned.test(held) && !isRight(held, value)) {
        wrote(target.write(held, value, permit.get()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new TargetException(TargetException.Kind.MISCONFIGURED, String.join("; ", wrong));
    }
    return reading.foreign();
  }

  /** A reference gives the value as soon as the version is current. */
  private static boolean isRight(Held held, Token value) {
    return held.holds(value) || held.content() instanceof Held.Content.Reference;
  }

  private static String other(Held held) {
    return held.content() instanceof Held.Content.Wrong(String what)
        ? ": " + what
        : " holds another value";
  }

  private void wrote(Instant at) {
    settles(at);
    writes++;
  }

  private void settles(Instant at) {
    settled = at.isAfter(settled) ? at : settled;
  }

  private AuditEvent updated(Target target, List<String> foreign) {
    AuditEvent event = event(AuditEvent.Type.TargetUpdated, target, "updated");
    return foreign.isEmpty()
        ? event
        : event.saying("left alone, for they send to somebody else: " + String.join(", ", foreign));
  }

  private AuditEvent event(AuditEvent.Type type, Target target, String outcome) {
    return AuditEvent.of(type, session.arn(), versionId, outcome).at(List.of(target.name()));
  }

  private void requireNone(List<String> failed, String what) {
    if (!failed.isEmpty()) {
      throw RotationException.failed(what + versionId + ": " + String.join("; ", failed));
    }
  }
}
