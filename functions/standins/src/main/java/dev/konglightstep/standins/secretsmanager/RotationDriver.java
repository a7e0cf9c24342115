package dev.konglightstep.standins.secretsmanager;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What starts rotations in Secrets Manager: AWSPENDING is on the new version before the function is
 * called for the first time (User Guide, "Rotation by Lambda function").
 */
public final class RotationDriver {
  private final SecretsManagerModel model;
  private final Supplier<String> ids;
  private final RotationSettings settings;

  /**
   * Starts rotations of a model's secrets.
   *
   * @param ids a new UUID at each call
   */
  public RotationDriver(
      SecretsManagerModel model, Supplier<String> ids, RotationSettings settings) {
    this.model = model;
    this.ids = ids;
    this.settings = settings;
  }

  /**
   * Starts a rotation, or the test of one. The version of a test has an id of its own.
   *
   * @throws SecretsManagerFailure as RotateSecret does; then nothing has begun
   */
  public Rotation rotateSecret(RotateSecret request) {
    RotateSecret begun = request.immediately() ? request : request.withToken(ids.get());
    String rotationToken = ids.get();
    model.rotateSecret(begun, rotationToken);
    List<Step> steps = begun.immediately() ? Step.ALL : List.of(Step.TEST_SECRET);
    return rotation(begun.secretId(), steps);
  }

  /** Starts a rotation by the function that the secret has. */
  public Rotation rotateSecret(String secretId) {
    return rotateSecret(RotateSecret.now(secretId, ids.get()));
  }

  /**
   * Takes a rotation up again that failed for good: the whole of it, with the same version ("That
   * rotation will be reattempted").
   *
   * @return empty if none is unfinished
   */
  public Optional<Rotation> reattempt(String secretId) {
    return model
        .rotating(secretId)
        .filter(version -> !version.complete() && !version.test())
        .map(version -> rotation(secretId, Step.ALL));
  }

  /** Starts rotations which then run to their end elsewhere, as they do in AWS. */
  public Function<RotateSecret, Rotation> inBackground(
      RotationFunction function, Executor elsewhere) {
    return request -> {
      Rotation rotation = rotateSecret(request);
      elsewhere.execute(() -> rotation.run(function));
      return rotation;
    };
  }

  private Rotation rotation(String secretId, List<Step> steps) {
    Rotating version = model.rotating(secretId).orElseThrow();
    return new Rotation(model, secretId, version, steps, settings);
  }
}
