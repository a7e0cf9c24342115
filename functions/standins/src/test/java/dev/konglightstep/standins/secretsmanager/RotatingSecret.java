package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A secret "key" whose version v1 is current, and a function that can rotate it. */
final class RotatingSecret {
  static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  static final String LAMBDA = "arn:aws:lambda:eu-west-1:000000000000:function:rotate";
  static final String ARN = SecretsManagerModel.arn("key");

  /** A function that fails at every step. */
  static final RotationFunction REFUSES =
      call -> {
        throw new IllegalStateException("no");
      };

  Instant now = START;
  final SecretsManagerModel model = new SecretsManagerModel(() -> now());
  final List<String> calls = new ArrayList<>();
  private int ids;

  RotatingSecret() {
    model.createSecret("key", "v1", Optional.of("one"));
  }

  /** A function that does what AWS's templates do. */
  void rotate(StepCall call) {
    calls.add(call.step().wireName());
    switch (call.step()) {
      case CREATE_SECRET ->
          model.putSecretValue(
              new PutSecretValue(
                  call.secretId(),
                  call.clientRequestToken(),
                  "made for " + call.clientRequestToken(),
                  Optional.of(Set.of("AWSPENDING")),
                  call.rotationToken()));
      case SET_SECRET, TEST_SECRET ->
          assertThat(model.labelled("key", "AWSPENDING").flatMap(Version::value)).isPresent();
      case FINISH_SECRET ->
          model.updateSecretVersionStage(
              UpdateSecretVersionStage.move(
                  call.secretId(),
                  "AWSCURRENT",
                  model.labelled("key", "AWSCURRENT").orElseThrow().id(),
                  call.clientRequestToken()));
    }
  }

  RotationDriver driver(int retries) {
    return new RotationDriver(model, this::id, new RotationSettings(retries, PendingAtEnd.STAYS));
  }

  String id() {
    return "id-" + ++ids;
  }

  static RotateSecret request(String versionId) {
    return RotateSecret.now("key", versionId).by(LAMBDA);
  }

  Map<String, Set<String>> stages() {
    return model.describeSecret("key").stages();
  }

  List<String> names() {
    return model.events().stream().map(event -> event.name().wireName()).toList();
  }

  private Instant now() {
    return now;
  }
}
