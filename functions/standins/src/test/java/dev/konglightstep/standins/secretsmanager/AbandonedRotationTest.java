package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.standins.secretsmanager.Rotation.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A rotation that somebody gets in the way of. */
class AbandonedRotationTest {
  private final RotatingSecret secret = new RotatingSecret();

  @Test
  void outcome_personPutsAVersion_isAbandonedAndPendingGone() {
    Rotation rotation = secret.driver(3).rotateSecret(RotatingSecret.request("v2"));
    rotation.step(secret::rotate);

    secret.model.putSecretValue(PutSecretValue.current("key", "v3", "by hand"));

    assertThat(rotation.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(rotation.step(secret::rotate)).isFalse();
    assertThat(secret.calls).containsExactly("createSecret");
    assertThat(secret.stages())
        .isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v3", Set.of("AWSCURRENT")));
    assertThat(secret.names()).containsExactly("RotationStarted", "RotationAbandoned");
    assertThat(secret.model.events().getLast().versionId()).isEqualTo("v2");
    secret.driver(0).rotateSecret(RotatingSecret.request("v4"));
  }

  @Test
  void outcome_updateSecretDuringARotation_isAbandoned() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));

    secret.model.updateSecret("key", "v3", Optional.of("by hand"));

    assertThat(rotation.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(secret.model.labelled("key", "AWSPENDING")).isEmpty();
  }

  @Test
  void outcome_pendingTakenOff_isAbandoned() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));

    secret.model.updateSecretVersionStage(
        UpdateSecretVersionStage.remove("key", "AWSPENDING", "v2"));

    assertThat(rotation.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(secret.names()).containsExactly("RotationStarted", "RotationAbandoned");
  }

  @Test
  void outcome_otherLabelsMoved_isStillRunning() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));
    rotation.step(secret::rotate);

    secret.model.updateSecretVersionStage(UpdateSecretVersionStage.add("key", "live-v2", "v2"));
    secret.model.updateSecretVersionStage(
        UpdateSecretVersionStage.move("key", "AWSCURRENT", "v1", "v2"));
    secret.model.updateSecretVersionStage(
        UpdateSecretVersionStage.remove("key", "AWSPENDING", "v2"));

    assertThat(rotation.outcome()).isEqualTo(Outcome.RUNNING);
    assertThat(secret.names()).containsExactly("RotationStarted");
  }

  @Test
  void outcome_cancelled_isOverAndKeepsItsLabel() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));

    secret.model.cancelRotateSecret("key");

    assertThat(rotation.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(rotation.next()).isEmpty();
    assertThat(secret.stages())
        .isEqualTo(Map.of("v1", Set.of("AWSCURRENT"), "v2", Set.of("AWSPENDING")));
    assertThat(secret.model.describeSecret("key").rotationEnabled()).contains(false);
    assertThat(secret.names()).containsExactly("RotationStarted");
  }

  @Test
  void put_lateOneOfAnAbandonedRotation_bringsItsLabelBack() {
    secret.driver(0).rotateSecret(RotatingSecret.request("v2"));
    secret.model.putSecretValue(PutSecretValue.current("key", "v3", "by hand"));

    secret.model.putSecretValue(
        new PutSecretValue(
            "key", "v2", "late", Optional.of(Set.of("AWSPENDING")), Optional.of("id-1")));

    assertThat(secret.model.labelled("key", "AWSPENDING").map(Version::id)).contains("v2");
  }

  @Test
  void outcome_anotherRotationSince_isStillAbandoned() {
    Rotation first = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));
    secret.model.updateSecretVersionStage(
        UpdateSecretVersionStage.remove("key", "AWSPENDING", "v2"));

    Rotation second = secret.driver(0).rotateSecret(RotatingSecret.request("v3"));

    assertThat(first.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(second.outcome()).isEqualTo(Outcome.RUNNING);
  }

  @Test
  void put_byTheRotationItself_keepsItsPending() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));

    secret.model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", "live-v2"));

    assertThat(secret.model.labelled("key", "AWSPENDING").map(Version::id)).contains("v2");
    assertThat(rotation.outcome()).isEqualTo(Outcome.RUNNING);
  }

  @Test
  void put_pendingThatIsNotTheRotations_stays() {
    secret.driver(0).rotateSecret(RotatingSecret.request("v2")).step(secret::rotate);
    secret.model.putSecretValue(PutSecretValue.labelled("key", "v2", "made for v2", "AWSPENDING"));
    secret.model.updateSecretVersionStage(
        UpdateSecretVersionStage.move("key", "AWSCURRENT", "v1", "v2"));
    secret.model.updateSecretVersionStage(
        UpdateSecretVersionStage.move("key", "AWSPENDING", "v2", "v1"));

    secret.model.putSecretValue(PutSecretValue.labelled("key", "v3", "three", "live-v3"));

    assertThat(secret.model.labelled("key", "AWSPENDING").map(Version::id)).contains("v1");
  }

  @Test
  void put_otherRotationToken_isRefused() {
    secret.driver(0).rotateSecret(RotatingSecret.request("v2"));
    secret.model.putSecretValue(
        new PutSecretValue(
            "key", "v3", "three", Optional.of(Set.of("live-v3")), Optional.of("of v3's own")));
    secret.model.updateSecretVersionStage(UpdateSecretVersionStage.remove("key", "live-v3", "v3"));
    secret.driver(0).rotateSecret(RotatingSecret.request("v4"));

    assertThatThrownBy(
            () ->
                secret.model.putSecretValue(
                    new PutSecretValue(
                        "key",
                        "v4",
                        "CANARY",
                        Optional.of(Set.of("AWSPENDING")),
                        Optional.of("CANARY"))))
        .isInstanceOf(SecretsManagerFailure.class)
        .message()
        .doesNotContain("CANARY");
  }

  @Test
  void put_pendingLeftByAFinishedRotation_goesWithTheNextVersion() {
    secret.driver(0).rotateSecret(RotatingSecret.request("v2")).run(secret::rotate);

    secret.model.putSecretValue(PutSecretValue.current("key", "v3", "by hand"));

    assertThat(secret.stages())
        .isEqualTo(Map.of("v2", Set.of("AWSPREVIOUS"), "v3", Set.of("AWSCURRENT")));
    assertThat(secret.names()).containsExactly("RotationStarted", "RotationSucceeded");
  }
}
