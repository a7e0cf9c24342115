package dev.konglightstep.standins.secretsmanager;

import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.INVALID_PARAMETER;
import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.INVALID_REQUEST;
import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.LIMIT_EXCEEDED;
import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.RESOURCE_EXISTS;
import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.RESOURCE_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretLifecycleTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  private Instant now = START;
  private final SecretsManagerModel model = new SecretsManagerModel(() -> now);

  @BeforeEach
  void create() {
    model.createSecret("key", "v1", Optional.of("one"));
  }

  /** Every call that a secret marked for deletion refuses. */
  static Stream<Consumer<SecretsManagerModel>> writesAndReads() {
    return Stream.of(
        model -> model.createSecret("key", "v1", Optional.of("one")),
        model -> model.putSecretValue(PutSecretValue.current("key", "v2", "CANARY")),
        model -> model.updateSecret("key", "v2", Optional.of("CANARY")),
        model -> model.updateSecretVersionStage(UpdateSecretVersionStage.add("key", "l", "v1")),
        model -> model.rotateSecret(RotateSecret.now("key", "v2").by("arn"), "token"),
        model -> model.cancelRotateSecret("key"),
        model -> model.deleteSecret("key", WEEK),
        model -> model.getSecretValue("key", Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("writesAndReads")
  void anyCall_markedForDeletion_isRefusedUntilRestored(Consumer<SecretsManagerModel> call) {
    model.deleteSecret("key", WEEK);

    assertThat(model.describeSecret("key").deleted()).contains(START.plus(WEEK));
    Refused.with(INVALID_REQUEST, model, () -> call.accept(model));

    model.restoreSecret("key");
    model.rotationEnabled("key", true);
    assertThatCode(() -> call.accept(model)).doesNotThrowAnyException();
  }

  @Test
  void deleteSecret_windowOfAWeekToAMonth_isNeeded() {
    Refused.with(INVALID_PARAMETER, model, () -> model.deleteSecret("key", Duration.ofDays(6)));
    Refused.with(INVALID_PARAMETER, model, () -> model.deleteSecret("key", Duration.ofDays(31)));
    model.deleteSecret("key", Duration.ofDays(30));
  }

  @Test
  void deleteWithoutRecovery_secretAndItsVersions_areGone() {
    model.deleteWithoutRecovery("key");
    model.deleteWithoutRecovery("other");

    Refused.with(RESOURCE_NOT_FOUND, model, () -> model.describeSecret("key"));
    model.createSecret("key", "v1", Optional.of("another"));
    assertThat(model.getSecretValue("key", Optional.of("v1"), Optional.empty()).value())
        .contains("another");
  }

  @Test
  void createSecret_again_isOnlyTheSameCall() {
    assertThat(model.createSecret("new", "v1", Optional.of("one")))
        .isEqualTo(SecretsManagerModel.arn("new"));
    assertThat(model.createSecret("key", "v1", Optional.of("one")))
        .isEqualTo(SecretsManagerModel.arn("key"));

    for (Optional<String> value : List.of(Optional.of("CANARY"), Optional.<String>empty())) {
      Refused.with(RESOURCE_EXISTS, model, () -> model.createSecret("key", "v1", value));
    }
    Refused.with(RESOURCE_EXISTS, model, () -> model.createSecret("key", "v2", Optional.of("one")));
  }

  @Test
  void updateSecret_newValue_isCurrentAndNeverRepeats() {
    model.updateSecret("key", "v2", Optional.of("two"));

    assertThat(model.describeSecret("key").stages())
        .isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v2", Set.of("AWSCURRENT")));
    Refused.with(RESOURCE_EXISTS, model, () -> model.updateSecret("key", "v2", Optional.of("two")));
  }

  @Test
  void updateSecret_withoutAValue_changesNoVersion() {
    now = START.plusSeconds(60);

    model.updateSecret("key", "", Optional.empty());

    assertThat(model.describeSecret("key").stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT")));
    assertThat(model.describeSecret("key").lastChanged()).isEqualTo(now);
  }

  @Test
  void getSecretValue_idAndLabel_mustAgree() {
    model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", "AWSPENDING"));

    assertThat(model.getSecretValue("key", Optional.of("v2"), Optional.of("AWSPENDING")).id())
        .isEqualTo("v2");
    Refused.with(
        INVALID_REQUEST,
        model,
        () -> model.getSecretValue("key", Optional.of("v2"), Optional.of("AWSCURRENT")));
    Refused.with(
        RESOURCE_NOT_FOUND,
        model,
        () -> model.getSecretValue("key", Optional.of("v9"), Optional.of("AWSCURRENT")));
  }

  @Test
  void versions_withoutALabel_areReadableByIdUntilPurged() {
    model.putSecretValue(PutSecretValue.current("key", "v2", "two"));
    model.putSecretValue(PutSecretValue.current("key", "v3", "three"));
    model.rotateSecret(RotateSecret.now("key", "v4").by("arn"), "token");

    assertThat(model.getSecretValue("key", Optional.of("v1"), Optional.empty()).labels()).isEmpty();
    assertThat(model.describeSecret("key").stages()).containsOnlyKeys("v2", "v3", "v4");
    assertThat(ids(false)).containsExactly("v2", "v3");
    assertThat(ids(true)).containsExactly("v1", "v2", "v3");

    model.purgeDeprecated("key");
    assertThat(ids(true)).containsExactly("v2", "v3");
    assertThat(model.describeSecret("key").stages()).containsOnlyKeys("v2", "v3", "v4");
  }

  @Test
  void rotateSecret_configuration_isKeptForLaterCalls() {
    RotationRules rules = RotationRules.schedule("cron(0 8 1 * ? *)");
    model.rotateSecret(
        new RotateSecret("key", "v2", Optional.of("arn"), Optional.of(rules), true), "token");
    model.cancelRotateSecret("key");
    model.updateSecretVersionStage(UpdateSecretVersionStage.remove("key", "AWSPENDING", "v2"));

    assertThat(model.describeSecret("key").rotationEnabled()).contains(false);
    model.rotateSecret(RotateSecret.now("key", "v3"), "token");

    assertThat(model.describeSecret("key").rotationEnabled()).contains(true);
    assertThat(model.describeSecret("key").rotationLambdaArn()).contains("arn");
    assertThat(model.describeSecret("key").rotationRules()).contains(rules);
  }

  @Test
  void rotateSecret_whatAwsRefuses_isRefused() {
    refusedRotation(INVALID_REQUEST, RotateSecret.now("key", "v2"));
    refusedRotation(INVALID_REQUEST, RotateSecret.now("key", "v1").by("arn"));
    refusedRotation(RESOURCE_NOT_FOUND, RotateSecret.now("other", "v2").by("arn"));
    refusedRotation(INVALID_PARAMETER, rules(Optional.of(1), Optional.of("rate(1 day)")));
    refusedRotation(INVALID_PARAMETER, rules(Optional.of(0), Optional.empty()));
    refusedRotation(INVALID_PARAMETER, rules(Optional.of(1001), Optional.empty()));
    rules(Optional.of(1), Optional.empty()).rules().orElseThrow().check();
    rules(Optional.of(1000), Optional.empty()).rules().orElseThrow().check();
    Refused.with(INVALID_REQUEST, model, () -> model.cancelRotateSecret("key"));

    IntStream.range(0, 19)
        .forEach(
            i ->
                model.updateSecretVersionStage(UpdateSecretVersionStage.add("key", "l" + i, "v1")));
    refusedRotation(LIMIT_EXCEEDED, RotateSecret.now("key", "v2").by("arn"));
  }

  @Test
  void rotateSecret_pendingElsewhereThanCurrent_isInProgress() {
    model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", "AWSPENDING"));

    refusedRotation(INVALID_REQUEST, RotateSecret.now("key", "v3").by("arn"));
    refusedRotation(INVALID_REQUEST, RotateSecret.now("key", "v3").by("arn").testOnly());

    model.updateSecretVersionStage(UpdateSecretVersionStage.move("key", "AWSCURRENT", "v1", "v2"));
    model.rotateSecret(RotateSecret.now("key", "v3").by("arn"), "token");
  }

  private void refusedRotation(SecretsManagerFailure.Code code, RotateSecret request) {
    Refused.with(code, model, () -> model.rotateSecret(request, "CANARY"));
  }

  private static RotateSecret rules(Optional<Integer> days, Optional<String> schedule) {
    return new RotateSecret(
        "key",
        "v2",
        Optional.of("arn"),
        Optional.of(new RotationRules(days, schedule, Optional.empty())),
        true);
  }

  private List<String> ids(boolean deprecatedToo) {
    return model.listSecretVersionIds("key", deprecatedToo).stream().map(Version::id).toList();
  }
}
