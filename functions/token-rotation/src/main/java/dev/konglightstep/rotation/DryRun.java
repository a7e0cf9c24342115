package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.audit.AuditEvent;
import dev.konglightstep.rotation.issuer.Issuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Foresees the next rotation. Tokens of the pool are probed; nothing is written anywhere. */
public final class DryRun {
  private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

  private final Function<Audit, List<Rotating>> secrets;
  private final Sessions sessions;

  /**
   * Foresees nothing yet.
   *
   * @param secrets made so that they tell this audit, and nobody else, what they find
   */
  DryRun(Function<Audit, List<Rotating>> secrets, Sessions sessions) {
    this.secrets = secrets;
    this.sessions = sessions;
  }

  /** One plan for each secret, in the order of the settings. */
  public List<Plan> run() {
    List<String> notes = new ArrayList<>();
    return sessions.each(
        secrets.apply(event -> notes.add(note(event))),
        session -> {
          notes.clear();
          return foresee(session, notes);
        },
        Plan.Unreadable::new);
  }

  private static Plan foresee(Session session, List<String> notes) {
    List<String> obstacles = new ArrayList<>();
    Look look = session.look();
    if (!look.labels().rotationEnabled()) {
      obstacles.add("rotation is not enabled; the template's schedules enable it");
    }
    Pending.of(session, look).ifPresent(pending -> obstacles.add(inProgress(pending)));
    Duration needed = session.rotating().probe().policy().budget().plus(SetSecret.AFTER_THE_PROBE);
    if (needed.compareTo(LONGEST_INVOCATION) > 0) {
      obstacles.add("no invocation has " + needed + "; make PROPAGATION_BUDGET shorter");
    }
    Plan.Next next = tried(obstacles::add, () -> next(session, look));
    List<TargetStatus> targets = TargetStatus.of(session, look);
    targets.forEach(target -> obstacles.addAll(obstacles(target)));
    return new Plan.Foreseen(session.arn(), next, notes, obstacles, targets, needed);
  }

  /** As createSecret would do it, without the put. */
  private static Plan.Next next(Session session, Look look) {
    SecretVersion current =
        session
            .labelled(SecretVersions.CURRENT)
            .orElseThrow(
                () ->
                    RotationException.failed(
                        "no version is AWSCURRENT; run \"kong-lightstep init\""));
    Rotating rotating = session.rotating();
    rotating.requireIssuer(current.value());
    List<SecretVersion> labelled = session.labelledValues(look);
    new LiveLabels().requireRoom(session, look, labelled);
    if (rotating.issuer().name().equals(TokenSecret.GENERATED)) {
      return new Plan.Next.NewKey();
    }
    Issuer.Request request =
        new Issuer.Request(
            session.arn(),
            "dry-run",
            Optional.of(current.value()),
            labelled.stream().map(SecretVersion::value).toList());
    return new Plan.Next.PoolToken(rotating.issuer().issue(request).name());
  }

  private static Plan.Next tried(Consumer<String> failed, Supplier<Plan.Next> work) {
    try {
      return work.get();
    } catch (RotationException | SecretUnavailableException e) {
      failed.accept(String.valueOf(e.getMessage()));
      return new Plan.Next.Nothing();
    }
  }

  private static String inProgress(Pending pending) {
    return pending.live()
        ? "a rotation is under way: version " + pending.versionId() + "; " + pending.why()
        : "AWSPENDING was left behind on version "
            + pending.versionId()
            + " ("
            + pending.why()
            + "); \"kong-lightstep rotation reset\" takes it off";
  }

  private static List<String> obstacles(TargetStatus target) {
    List<String> obstacles = new ArrayList<>();
    target.unreadable().ifPresent(why -> obstacles.add("target " + target.name() + ": " + why));
    for (TargetStatus.Plugin plugin : target.plugins()) {
      if (plugin.holds() instanceof TargetStatus.Holds.Wrong(String what)) {
        obstacles.add("target " + target.name() + ": plugin " + plugin.plugin() + ": " + what);
      }
    }
    return obstacles;
  }

  private static String note(AuditEvent event) {
    return event.detail();
  }
}
