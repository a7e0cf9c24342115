package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretArn;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.Pause;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.audit.AuditEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The rotation of secrets in four steps (AWS Secrets Manager user guide, "Rotation function
 * overview"). Each step can run again, late, twice at once, or die anywhere; what a step guarantees
 * holds all the same.
 */
public final class Rotation {
  private final List<Rotating> secrets;
  private final SecretVersions versions;
  private final VersionWriter writer;
  private final Audit audit;
  private final InstantSource clock;
  private final Pause pause;
  private final CreateSecret createSecret;
  private final SetSecret setSecret;
  private final TestSecret testSecret;
  private final FinishSecret finishSecret;

  public Rotation(
      List<Rotating> secrets,
      SecretVersions versions,
      VersionWriter writer,
      Audit audit,
      InstantSource clock,
      Pause pause) {
    this.secrets = List.copyOf(secrets);
    this.versions = versions;
    this.writer = writer;
    this.audit = audit;
    this.clock = clock;
    this.pause = pause;
    this.createSecret = new CreateSecret(new LiveLabels());
    this.setSecret = new SetSecret(audit);
    this.testSecret = new TestSecret(audit);
    this.finishSecret = new FinishSecret(new AuditSweep(audit));
  }

  /**
   * One step.
   *
   * @param deadline when the invocation is cut off
   * @throws RotationException if the step did not succeed, saying why
   */
  public void run(RotationRequest request, Instant deadline) {
    Making making = making(request, deadline);
    try {
      run(request.step(), making);
      tell(request, "done", "");
    } catch (RotationException e) {
      throw told(request, e);
    } catch (SecretUnavailableException e) {
      throw told(request, RotationException.failed(String.valueOf(e.getMessage())));
    }
  }

  private void run(Step step, Making making) {
    Look look = making.session().look();
    look.requireInTheMaking(making.versionId());
    if (look.isCurrent(making.versionId())) {
      rest(step, making, look);
      return;
    }
    switch (step) {
      case CREATE_SECRET -> createSecret.run(making, look);
      case SET_SECRET -> setSecret.run(making, look);
      case TEST_SECRET -> testSecret.run(making);
      case FINISH_SECRET -> finishSecret.run(making, look);
    }
  }

  /** An earlier run has promoted the version. testSecret writes nothing, labels included. */
  private void rest(Step step, Making making, Look look) {
    if (step != Step.TEST_SECRET) {
      finishSecret.rest(making.session(), look);
    }
  }

  private Making making(RotationRequest request, Instant deadline) {
    Rotating rotating =
        secrets.stream()
            .filter(secret -> SecretArn.isOf(request.secretId(), secret.id()))
            .findAny()
            .orElseThrow(
                () ->
                    RotationException.refused(
                        "secret "
                            + request.secretId()
                            + " is none of those that TOKEN_SECRET_ID and INGEST_KEY_SECRET_ID name: "
                            + secrets.stream().map(Rotating::id).toList()));
    Session session =
        new Session(rotating, request.secretId(), deadline, versions, writer, clock, pause);
    return new Making(session, request.versionId(), request.rotationToken());
  }

  private RotationException told(RotationRequest request, RotationException e) {
    String why = String.valueOf(e.getMessage());
    if (e.reason() == RotationException.Reason.SUPERSEDED) {
      audit.record(event(request, AuditEvent.Type.RotationSuperseded, "superseded").saying(why));
    }
    tell(request, "failed", why);
    return e;
  }

  private void tell(RotationRequest request, String outcome, String detail) {
    audit.record(
        event(request, AuditEvent.Type.RotationStep, request.step().wireName() + " " + outcome)
            .saying(detail));
  }

  private static AuditEvent event(RotationRequest request, AuditEvent.Type type, String outcome) {
    return AuditEvent.of(type, request.secretId(), request.versionId(), outcome);
  }
}
