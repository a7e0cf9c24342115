package dev.konglightstep.standins.secretsmanager;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Calls of every kind on the secret "key", with few ids, labels and values, so that they meet. */
final class RandomCalls {
  private static final List<String> IDS = List.of("v1", "v2", "v3", "v4", "v5", "v6");
  private static final List<String> VALUES = List.of("a", "b");
  private static final List<String> LABELS =
      List.of("AWSCURRENT", "AWSPENDING", "AWSPREVIOUS", "live-1", "live-2");

  private final Random random;
  private Optional<Rotation> rotation = Optional.empty();
  private int made;

  RandomCalls(Random random) {
    this.random = random;
  }

  /**
   * One call.
   *
   * @throws SecretsManagerFailure if it is refused
   */
  void one(SecretsManagerModel model) {
    switch (random.nextInt(16)) {
      case 0, 1 -> model.putSecretValue(PutSecretValue.current("key", any(IDS), any(VALUES)));
      case 2, 3, 4 -> model.putSecretValue(put());
      case 5, 6, 7, 8 -> model.updateSecretVersionStage(stage(model));
      case 9 -> model.updateSecret("key", any(IDS), Optional.of(any(VALUES)));
      case 10 -> rotation = Optional.of(driver(model).rotateSecret(rotate()));
      case 11, 12, 13 -> rotation.ifPresent(begun -> begun.step(call -> answer(model, call)));
      case 14 -> rare(model);
      default -> model.restoreSecret("key");
    }
  }

  /** Whether a version is none that a rotation made. */
  static boolean isOfAPerson(String versionId) {
    return IDS.contains(versionId);
  }

  private void rare(SecretsManagerModel model) {
    switch (random.nextInt(4)) {
      case 0 -> model.cancelRotateSecret("key");
      case 1 -> model.deleteSecret("key", Duration.ofDays(7));
      case 2 -> manyLabels(model);
      default -> rotation = driver(model).reattempt("key").or(() -> rotation);
    }
  }

  private void manyLabels(SecretsManagerModel model) {
    Set<String> labels = new HashSet<>();
    for (int i = 0; i < 18; i++) {
      labels.add("many-" + i);
    }
    model.putSecretValue(
        new PutSecretValue("key", id(), "a", Optional.of(labels), Optional.empty()));
  }

  private PutSecretValue put() {
    Set<String> labels = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      labels.add(any(LABELS));
    }
    return new PutSecretValue("key", any(IDS), any(VALUES), Optional.of(labels), Optional.empty());
  }

  /** Half of them as a caller makes them who has looked, half at random. */
  private UpdateSecretVersionStage stage(SecretsManagerModel model) {
    String label = any(LABELS);
    Optional<String> seen = model.labelled("key", label).map(Version::id);
    Optional<String> from = random.nextBoolean() ? seen : maybeId();
    return new UpdateSecretVersionStage("key", label, from, maybeId());
  }

  private RotateSecret rotate() {
    RotateSecret request =
        RotateSecret.now("key", random.nextInt(4) == 0 ? any(IDS) : id()).by("arn");
    return random.nextInt(4) == 0 ? request.testOnly() : request;
  }

  /** A function that does its step, or something else, or fails. */
  private void answer(SecretsManagerModel model, StepCall call) {
    switch (random.nextInt(8)) {
      case 0 -> throw new IllegalStateException("fails");
      case 1 -> one(model);
      default -> act(model, call);
    }
  }

  private void act(SecretsManagerModel model, StepCall call) {
    String id = call.clientRequestToken();
    if (call.step() == Step.CREATE_SECRET) {
      model.putSecretValue(PutSecretValue.labelled("key", id, any(VALUES), "AWSPENDING"));
    }
    if (call.step() == Step.FINISH_SECRET) {
      String from = model.labelled("key", "AWSCURRENT").orElseThrow().id();
      model.updateSecretVersionStage(UpdateSecretVersionStage.move("key", "AWSCURRENT", from, id));
    }
  }

  private RotationDriver driver(SecretsManagerModel model) {
    PendingAtEnd end = random.nextBoolean() ? PendingAtEnd.STAYS : PendingAtEnd.REMOVED;
    return new RotationDriver(model, this::id, new RotationSettings(random.nextInt(3), end));
  }

  private Optional<String> maybeId() {
    return switch (random.nextInt(4)) {
      case 0 -> Optional.empty();
      case 1 -> rotation.map(Rotation::versionId);
      default -> Optional.of(any(IDS));
    };
  }

  private String id() {
    return "made-" + ++made;
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
