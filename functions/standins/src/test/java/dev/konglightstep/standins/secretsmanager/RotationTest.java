package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.standins.secretsmanager.Rotation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A rotation that nobody disturbs. */
class RotationTest {
  private final RotatingSecret secret = new RotatingSecret();

  @Test
  void rotateSecret_beforeTheFirstCall_pendingIsOnAVersionWithoutAValue() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));

    assertThat(secret.stages())
        .isEqualTo(Map.of("v1", Set.of("AWSCURRENT"), "v2", Set.of("AWSPENDING")));
    assertThat(secret.model.version("key", "v2").orElseThrow().value()).isEmpty();
    assertThat(rotation.outcome()).isEqualTo(Outcome.RUNNING);
    assertThat(secret.names()).containsExactly("RotationStarted");
  }

  @Test
  void next_everyStep_isTheEventThatAwsSends() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));

    assertThat(rotation.next().orElseThrow().json())
        .isEqualTo(
            "{\"Step\":\"createSecret\",\"SecretId\":\""
                + RotatingSecret.ARN
                + "\",\"ClientRequestToken\":\"v2\",\"RotationToken\":\"id-1\"}");
    assertThat(rotation.next().orElseThrow().toString())
        .contains("createSecret", "v2")
        .doesNotContain("id-1");
    assertThat(new StepCall(Step.TEST_SECRET, RotatingSecret.ARN, "v2", Optional.empty()).json())
        .isEqualTo(
            "{\"Step\":\"testSecret\",\"SecretId\":\""
                + RotatingSecret.ARN
                + "\",\"ClientRequestToken\":\"v2\"}");
  }

  @Test
  void run_functionThatRotates_succeedsWithFourCallsInOrder() {
    secret.now = RotatingSecret.START.plusSeconds(60);
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));

    assertThat(rotation.run(secret::rotate)).isEqualTo(Outcome.SUCCEEDED);

    assertThat(secret.calls)
        .containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
    assertThat(secret.stages())
        .isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v2", Set.of("AWSCURRENT", "AWSPENDING")));
    assertThat(secret.names()).containsExactly("RotationStarted", "RotationSucceeded");
    assertThat(secret.model.describeSecret("key").lastRotated()).contains(secret.now);
    secret.model.cancelRotateSecret("key");
    assertThat(secret.model.describeSecret("key").lastRotated()).isEmpty();
    assertThat(rotation.next()).isEmpty();
  }

  @Test
  void run_stepFails_beginsAgainFromTheStartWithTheSameVersion() {
    Rotation rotation = secret.driver(2).rotateSecret(RotatingSecret.request("v2"));
    List<String> failing = new ArrayList<>(List.of("setSecret", "testSecret"));

    Outcome outcome =
        rotation.run(
            call -> {
              if (failing.remove(call.step().wireName())) {
                secret.calls.add("!" + call.step().wireName());
                throw new IllegalStateException("CANARY");
              }
              secret.rotate(call);
            });

    assertThat(outcome).isEqualTo(Outcome.SUCCEEDED);
    assertThat(secret.calls)
        .containsExactly(
            "createSecret",
            "!setSecret",
            "createSecret",
            "setSecret",
            "!testSecret",
            "createSecret",
            "setSecret",
            "testSecret",
            "finishSecret");
    assertThat(secret.names())
        .containsExactly(
            "RotationStarted", "RotationFailed", "RotationFailed", "RotationSucceeded");
    assertThat(secret.model.events().get(1).error())
        .contains(
            "Error when executing lambda " + RotatingSecret.LAMBDA + " during setSecret step");
  }

  @Test
  void run_noRetryLeft_failsAndLeavesPendingOnAnEmptyVersion() {
    Rotation rotation = secret.driver(1).rotateSecret(RotatingSecret.request("v2"));

    assertThat(rotation.run(RotatingSecret.REFUSES)).isEqualTo(Outcome.FAILED);

    assertThat(rotation.failure().orElseThrow()).hasMessage("no");
    assertThat(secret.names())
        .containsExactly("RotationStarted", "RotationFailed", "RotationFailed");
    assertThat(secret.stages())
        .isEqualTo(Map.of("v1", Set.of("AWSCURRENT"), "v2", Set.of("AWSPENDING")));
    assertThatThrownBy(() -> secret.driver(0).rotateSecret(RotatingSecret.request("v3")))
        .isInstanceOf(SecretsManagerFailure.class)
        .hasMessage("A previous rotation isn't complete. That rotation will be reattempted.");
  }

  @Test
  void reattempt_failedForGood_goesOnWithTheSameVersion() {
    secret.driver(0).rotateSecret(RotatingSecret.request("v2")).run(RotatingSecret.REFUSES);

    Rotation again = secret.driver(0).reattempt("key").orElseThrow();

    assertThat(again.versionId()).isEqualTo("v2");
    assertThat(again.run(secret::rotate)).isEqualTo(Outcome.SUCCEEDED);
    assertThat(secret.driver(0).reattempt("key")).isEmpty();
  }

  @Test
  void run_finishThatPromotesNothing_isNoSuccess() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));

    assertThat(rotation.run(call -> {})).isEqualTo(Outcome.FAILED);
    assertThat(secret.names()).containsExactly("RotationStarted", "RotationFailed");
  }

  @Test
  void run_finishFailsAfterItPromoted_succeedsAtTheNextAttempt() {
    Rotation rotation = secret.driver(1).rotateSecret(RotatingSecret.request("v2"));
    List<String> failing = new ArrayList<>(List.of("finishSecret"));

    Outcome outcome =
        rotation.run(
            call -> {
              boolean current =
                  secret.model.labelled("key", "AWSCURRENT").orElseThrow().id().equals("v2");
              if (!current) {
                secret.rotate(call);
              }
              if (failing.remove(call.step().wireName())) {
                throw new IllegalStateException("died after the move");
              }
            });

    assertThat(outcome).isEqualTo(Outcome.SUCCEEDED);
    assertThat(secret.stages())
        .isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v2", Set.of("AWSCURRENT", "AWSPENDING")));
  }

  @Test
  void rotateSecret_byTheSecretAlone_usesTheFunctionThatItHas() {
    secret.driver(0).rotateSecret(RotatingSecret.request("v2")).run(secret::rotate);

    Rotation rotation = secret.driver(0).rotateSecret("key");

    assertThat(rotation.versionId()).isEqualTo("id-2");
    assertThat(rotation.run(secret::rotate)).isEqualTo(Outcome.SUCCEEDED);
    assertThat(secret.model.labelled("key", "AWSCURRENT").map(Version::id)).contains("id-2");
  }

  @Test
  void rotateSecret_refused_hasBegunNothing() {
    assertThatThrownBy(() -> secret.driver(0).rotateSecret("key"))
        .isInstanceOf(SecretsManagerFailure.class)
        .hasMessageContaining("No Lambda rotation function ARN");
    assertThat(secret.names()).isEmpty();
    assertThat(secret.stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT")));
    assertThat(secret.model.describeSecret("key").rotationEnabled()).isEmpty();
  }

  @Test
  void failed_secretGoneMeanwhile_isStillAFailure() {
    Rotation rotation = secret.driver(0).rotateSecret(RotatingSecret.request("v2"));
    secret.model.deleteSecret("key", Duration.ofDays(7));

    assertThat(rotation.run(secret::rotate)).isEqualTo(Outcome.FAILED);
    assertThat(rotation.failure().orElseThrow()).hasMessageContaining("marked for deletion");
  }
}
