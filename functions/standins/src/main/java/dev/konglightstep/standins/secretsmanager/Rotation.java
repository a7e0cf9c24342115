package dev.konglightstep.standins.secretsmanager;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rotation, as Secrets Manager drives it: step by step, the whole of it again with the same
 * version when a step fails. Who drives it may call the function himself ({@link #next}, then
 * {@link #succeeded} or {@link #failed}), as often and as late as he likes, or let {@link #step} or
 * {@link #run} do it. It notices by itself when it was abandoned.
 */
public final class Rotation {
  private final SecretsManagerModel model;
  private final String secretId;
  private final Rotating version;
  private final List<Step> steps;
  private final RotationSettings settings;
  private int done;
  private int retriesLeft;
  private @Nullable Outcome ended;
  private @Nullable Exception failure;

  Rotation(
      SecretsManagerModel model,
      String secretId,
      Rotating version,
      List<Step> steps,
      RotationSettings settings) {
    this.model = model;
    this.secretId = SecretsManagerModel.arn(secretId);
    this.version = version;
    this.steps = steps;
    this.settings = settings;
    this.retriesLeft = version.test() ? 0 : settings.retries();
  }

  /** The same rotation at the same point, on a copy of its model. */
  public Rotation on(SecretsManagerModel copy) {
    Rotation other = new Rotation(copy, secretId, version, steps, settings);
    other.done = done;
    other.retriesLeft = retriesLeft;
    other.ended = ended;
    other.failure = failure;
    return other;
  }

  public String versionId() {
    return version.versionId();
  }

  public Outcome outcome() {
    if (ended != null) {
      return ended;
    }
    boolean mine =
        model
            .rotating(secretId)
            .filter(other -> other.versionId().equals(versionId()) && !other.complete())
            .isPresent();
    return mine ? Outcome.RUNNING : Outcome.ABANDONED;
  }

  /** The call that is due, empty once the rotation has ended. */
  public Optional<StepCall> next() {
    return outcome() == Outcome.RUNNING
        ? Optional.of(
            new StepCall(
                steps.get(done), secretId, versionId(), Optional.of(version.rotationToken())))
        : Optional.empty();
  }

  /** Why the last call that failed did so. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  /** The call that was due has returned. */
  public void succeeded() {
    if (outcome() != Outcome.RUNNING) {
      return;
    }
    done++;
    if (done < steps.size()) {
      return;
    }
    if (version.test()) {
      end(Outcome.SUCCEEDED, TrailEvent.Name.TEST_ROTATION_SUCCEEDED);
      model.conclude(secretId, secret -> secret.tested(model.now()));
    } else if (isPromoted()) {
      end(Outcome.SUCCEEDED, TrailEvent.Name.ROTATION_SUCCEEDED);
      model.conclude(secretId, secret -> secret.rotated(settings.pendingAtEnd(), model.now()));
    } else {
      done--;
      failed(new IllegalStateException("AWSCURRENT is not on version " + versionId()));
    }
  }

  /** The call that was due has failed or timed out; its function may still be at work. */
  public void failed(Exception cause) {
    if (outcome() != Outcome.RUNNING) {
      return;
    }
    failure = cause;
    String step = steps.get(done).wireName();
    done = 0;
    TrailEvent.Name name =
        version.test() ? TrailEvent.Name.TEST_ROTATION_FAILED : TrailEvent.Name.ROTATION_FAILED;
    model.record(name, secretId, versionId(), Optional.of(error(step)));
    if (retriesLeft > 0) {
      retriesLeft--;
      return;
    }
    ended = Outcome.FAILED;
    if (version.test()) {
      model.conclude(secretId, secret -> secret.tested(model.now()));
    }
  }

  /**
   * Makes the call that is due.
   *
   * @return whether one was due
   */
  public boolean step(RotationFunction function) {
    Optional<StepCall> due = next();
    if (due.isEmpty()) {
      return false;
    }
    try {
      function.call(due.get());
      succeeded();
    } catch (Exception e) {
      failed(e);
    }
    return true;
  }

  /** Makes every call until the rotation has ended. */
  public Outcome run(RotationFunction function) {
    while (step(function)) {
      // Each step moves the rotation on; the number of retries bounds it.
    }
    return outcome();
  }

  private boolean isPromoted() {
    return model
        .labelled(secretId, SecretsManagerModel.CURRENT)
        .filter(current -> current.id().equals(versionId()))
        .isPresent();
  }

  private void end(Outcome outcome, TrailEvent.Name name) {
    ended = outcome;
    model.record(name, secretId, versionId(), Optional.empty());
  }

  /** As CloudTrail's errorMessage says it, which does not tell why. */
  private String error(String step) {
    String function = model.describeSecret(secretId).rotationLambdaArn().orElse("");
    return "Error when executing lambda " + function + " during " + step + " step";
  }

  /** How a rotation stands. */
  public enum Outcome {
    RUNNING,
    SUCCEEDED,
    /** No retry is left; AWSPENDING may still be there. */
    FAILED,
    /** Somebody put a version, took AWSPENDING away, or cancelled. */
    ABANDONED
  }
}
