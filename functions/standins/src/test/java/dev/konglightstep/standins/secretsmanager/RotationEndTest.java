package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.standins.secretsmanager.Rotation.Outcome;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left of a rotation, of a test, and of a copy. */
class RotationEndTest {
  private final RotatingSecret secret = new RotatingSecret();

  @Test
  void run_pendingRemovedAtTheEnd_isOnNoVersion() {
    RotationDriver driver =
        new RotationDriver(secret.model, secret::id, new RotationSettings(0, PendingAtEnd.REMOVED));

    driver.rotateSecret(RotatingSecret.request("v2")).run(secret::rotate);

    assertThat(secret.stages())
        .isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v2", Set.of("AWSCURRENT")));
    assertThat(driver.rotateSecret(RotatingSecret.request("v3")).run(secret::rotate))
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void rotateSecret_pendingLeftOnTheCurrentVersion_movesIt() {
    secret.driver(0).rotateSecret(RotatingSecret.request("v2")).run(secret::rotate);

    secret.driver(0).rotateSecret(RotatingSecret.request("v3"));

    assertThat(secret.stages())
        .isEqualTo(
            Map.of(
                "v1",
                Set.of("AWSPREVIOUS"),
                "v2",
                Set.of("AWSCURRENT"),
                "v3",
                Set.of("AWSPENDING")));
  }

  @Test
  void testOnly_runsTestSecretAloneOnACopyOfTheCurrentValue() {
    Rotation rotation = secret.driver(3).rotateSecret(RotatingSecret.request("v2").testOnly());
    String temporary = rotation.versionId();

    assertThat(temporary).isNotEqualTo("v2");
    assertThat(secret.model.labelled("key", "AWSPENDING").flatMap(Version::value)).contains("one");
    assertThat(rotation.run(secret::rotate)).isEqualTo(Outcome.SUCCEEDED);

    assertThat(secret.calls).containsExactly("testSecret");
    assertThat(secret.stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT")));
    assertThat(secret.model.version("key", temporary)).isEmpty();
    assertThat(secret.names()).containsExactly("TestRotationStarted", "TestRotationSucceeded");
    assertThat(secret.model.describeSecret("key").rotationEnabled()).contains(true);
    assertThat(secret.model.describeSecret("key").lastRotated()).isEmpty();
  }

  @Test
  void testOnly_fails_isNotRetriedAndItsVersionGoes() {
    Rotation rotation = secret.driver(3).rotateSecret(RotatingSecret.request("v2").testOnly());

    assertThat(rotation.run(RotatingSecret.REFUSES)).isEqualTo(Outcome.FAILED);
    assertThat(secret.names()).containsExactly("TestRotationStarted", "TestRotationFailed");
    assertThat(secret.stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT")));
    assertThat(secret.driver(0).reattempt("key")).isEmpty();
  }

  @Test
  void testOnly_itsVersionPromotedMeanwhile_stays() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2").testOnly());
    String temporary = rotation.versionId();

    rotation.run(
        call ->
            secret.model.updateSecretVersionStage(
                UpdateSecretVersionStage.move("key", "AWSCURRENT", "v1", temporary)));

    assertThat(secret.stages())
        .isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), temporary, Set.of("AWSCURRENT")));
    assertThat(secret.model.version("key", temporary)).isPresent();
  }

  @Test
  void run_pendingOfSomebodyElseAtTheEnd_isLeftAlone() {
    RotationDriver driver =
        new RotationDriver(secret.model, secret::id, new RotationSettings(0, PendingAtEnd.REMOVED));
    Rotation rotation = driver.rotateSecret(RotatingSecret.request("v2"));
    for (int step = 0; step < 3; step++) {
      rotation.step(secret::rotate);
    }

    rotation.step(
        call -> {
          secret.rotate(call);
          secret.model.putSecretValue(PutSecretValue.labelled("key", "v3", "three", "AWSPENDING"));
        });

    assertThat(rotation.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(secret.model.labelled("key", "AWSPENDING").map(Version::id)).contains("v3");
  }

  @Test
  void on_aCopyOfTheModel_goesItsOwnWay() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));
    rotation.step(secret::rotate);

    SecretsManagerModel copy = secret.model.copy(() -> secret.now);
    Rotation other = rotation.on(copy);
    copy.putSecretValue(PutSecretValue.current("key", "v3", "by hand"));

    assertThat(other.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(rotation.next().orElseThrow().step()).isEqualTo(Step.SET_SECRET);
    assertThat(rotation.run(secret::rotate)).isEqualTo(Outcome.SUCCEEDED);
    assertThat(copy.labelled("key", "AWSCURRENT").map(Version::id)).contains("v3");
  }
}
