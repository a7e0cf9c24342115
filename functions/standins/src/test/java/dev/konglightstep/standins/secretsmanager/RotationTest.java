package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.standins.secretsmanager.Rotation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final String LAMBDA = "arn:aws:lambda:eu-west-1:000000000000:function:rotate";
  private static final String ARN = SecretsManagerModel.arn("key");

  private Instant now = START;
  private int ids;
  private final SecretsManagerModel model = new SecretsManagerModel(() -> now);
  private final List<String> calls = new ArrayList<>();

  @BeforeEach
  void create() {
    model.createSecret("key", "v1", Optional.of("one"));
  }

  @Test
  void rotateSecret_beforeTheFirstCall_pendingIsOnAVersionWithoutAValue() {
    Rotation rotation = driver(0).rotateSecret(request("v2"));

    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT"), "v2", Set.of("AWSPENDING")));
    assertThat(model.version("key", "v2").orElseThrow().value()).isEmpty();
    assertThat(rotation.outcome()).isEqualTo(Outcome.RUNNING);
    assertThat(names()).containsExactly("RotationStarted");
  }

  @Test
  void next_everyStep_isTheEventThatAwsSends() {
    Rotation rotation = driver(0).rotateSecret(request("v2"));

    assertThat(rotation.next().orElseThrow().json())
        .isEqualTo(
            "{\"Step\":\"createSecret\",\"SecretId\":\""
                + ARN
                + "\",\"ClientRequestToken\":\"v2\",\"RotationToken\":\"id-1\"}");
    assertThat(rotation.next().orElseThrow().toString())
        .contains("createSecret", "v2")
        .doesNotContain("id-1");
    assertThat(new StepCall(Step.TEST_SECRET, ARN, "v2", Optional.empty()).json())
        .isEqualTo(
            "{\"Step\":\"testSecret\",\"SecretId\":\"" + ARN + "\",\"ClientRequestToken\":\"v2\"}");
  }

  @Test
  void run_functionThatRotates_succeedsWithFourCallsInOrder() {
    now = START.plusSeconds(60);
    Rotation rotation = driver(0).rotateSecret(request("v2"));

    assertThat(rotation.run(this::rotate)).isEqualTo(Outcome.SUCCEEDED);

    assertThat(calls).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
    assertThat(stages())
        .isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v2", Set.of("AWSCURRENT", "AWSPENDING")));
    assertThat(names()).containsExactly("RotationStarted", "RotationSucceeded");
    assertThat(model.describeSecret("key").lastRotated()).contains(now);
    model.cancelRotateSecret("key");
    assertThat(model.describeSecret("key").lastRotated()).isEmpty();
    assertThat(rotation.next()).isEmpty();
  }

  @Test
  void run_pendingRemovedAtTheEnd_isOnNoVersion() {
    RotationDriver driver =
        new RotationDriver(model, this::id, new RotationSettings(0, PendingAtEnd.REMOVED));

    driver.rotateSecret(request("v2")).run(this::rotate);

    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v2", Set.of("AWSCURRENT")));
    assertThat(driver.rotateSecret(request("v3")).run(this::rotate)).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void rotateSecret_pendingLeftOnTheCurrentVersion_movesIt() {
    driver(0).rotateSecret(request("v2")).run(this::rotate);

    driver(0).rotateSecret(request("v3"));

    assertThat(stages())
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
  void run_stepFails_beginsAgainFromTheStartWithTheSameVersion() {
    Rotation rotation = driver(2).rotateSecret(request("v2"));
    List<String> failing = new ArrayList<>(List.of("setSecret", "testSecret"));

    Outcome outcome =
        rotation.run(
            call -> {
              if (failing.remove(call.step().wireName())) {
                calls.add("!" + call.step().wireName());
                throw new IllegalStateException("CANARY");
              }
              rotate(call);
            });

    assertThat(outcome).isEqualTo(Outcome.SUCCEEDED);
    assertThat(calls)
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
    assertThat(names())
        .containsExactly(
            "RotationStarted", "RotationFailed", "RotationFailed", "RotationSucceeded");
    assertThat(model.events().get(1).error())
        .contains("Error when executing lambda " + LAMBDA + " during setSecret step");
  }

  @Test
  void run_noRetryLeft_failsAndLeavesPendingOnAnEmptyVersion() {
    Rotation rotation = driver(1).rotateSecret(request("v2"));

    assertThat(rotation.run(RotationTest::refuse)).isEqualTo(Outcome.FAILED);

    assertThat(rotation.failure().orElseThrow()).hasMessage("no");
    assertThat(names()).containsExactly("RotationStarted", "RotationFailed", "RotationFailed");
    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT"), "v2", Set.of("AWSPENDING")));
    assertThatThrownBy(() -> driver(0).rotateSecret(request("v3")))
        .isInstanceOf(SecretsManagerFailure.class)
        .hasMessage("A previous rotation isn't complete. That rotation will be reattempted.");
  }

  @Test
  void reattempt_failedForGood_goesOnWithTheSameVersion() {
    driver(0).rotateSecret(request("v2")).run(RotationTest::refuse);

    Rotation again = driver(0).reattempt("key").orElseThrow();

    assertThat(again.versionId()).isEqualTo("v2");
    assertThat(again.run(this::rotate)).isEqualTo(Outcome.SUCCEEDED);
    assertThat(driver(0).reattempt("key")).isEmpty();
  }

  @Test
  void run_finishThatPromotesNothing_isNoSuccess() {
    Rotation rotation = driver(0).rotateSecret(request("v2"));

    assertThat(rotation.run(call -> {})).isEqualTo(Outcome.FAILED);
    assertThat(names()).containsExactly("RotationStarted", "RotationFailed");
  }

  @Test
  void run_finishFailsAfterItPromoted_succeedsAtTheNextAttempt() {
    Rotation rotation = driver(1).rotateSecret(request("v2"));
    List<String> failing = new ArrayList<>(List.of("finishSecret"));

    Outcome outcome =
        rotation.run(
            call -> {
              boolean current = model.labelled("key", "AWSCURRENT").orElseThrow().id().equals("v2");
              if (!current) {
                rotate(call);
              }
              if (failing.remove(call.step().wireName())) {
                throw new IllegalStateException("died after the move");
              }
            });

    assertThat(outcome).isEqualTo(Outcome.SUCCEEDED);
    assertThat(stages())
        .isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v2", Set.of("AWSCURRENT", "AWSPENDING")));
  }

  @Test
  void outcome_personPutsAVersion_isAbandonedAndPendingGone() {
    Rotation rotation = driver(3).rotateSecret(request("v2"));
    rotation.step(this::rotate);

    model.putSecretValue(PutSecretValue.current("key", "v3", "by hand"));

    assertThat(rotation.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(rotation.step(this::rotate)).isFalse();
    assertThat(calls).containsExactly("createSecret");
    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v3", Set.of("AWSCURRENT")));
    assertThat(names()).containsExactly("RotationStarted", "RotationAbandoned");
    assertThat(model.events().getLast().versionId()).isEqualTo("v2");
    driver(0).rotateSecret(request("v4"));
  }

  @Test
  void outcome_updateSecretDuringARotation_isAbandoned() {
    Rotation rotation = driver(0).rotateSecret(request("v2"));

    model.updateSecret("key", "v3", Optional.of("by hand"));

    assertThat(rotation.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(model.labelled("key", "AWSPENDING")).isEmpty();
  }

  @Test
  void outcome_pendingTakenOff_isAbandoned() {
    Rotation rotation = driver(0).rotateSecret(request("v2"));

    model.updateSecretVersionStage(UpdateSecretVersionStage.remove("key", "AWSPENDING", "v2"));

    assertThat(rotation.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(names()).containsExactly("RotationStarted", "RotationAbandoned");
  }

  @Test
  void outcome_otherLabelsMoved_isStillRunning() {
    Rotation rotation = driver(0).rotateSecret(request("v2"));
    rotation.step(this::rotate);

    model.updateSecretVersionStage(UpdateSecretVersionStage.add("key", "live-v2", "v2"));
    model.updateSecretVersionStage(UpdateSecretVersionStage.move("key", "AWSCURRENT", "v1", "v2"));
    model.updateSecretVersionStage(UpdateSecretVersionStage.remove("key", "AWSPENDING", "v2"));

    assertThat(rotation.outcome()).isEqualTo(Outcome.RUNNING);
    assertThat(names()).containsExactly("RotationStarted");
  }

  @Test
  void outcome_cancelled_isOverAndKeepsItsLabel() {
    Rotation rotation = driver(0).rotateSecret(request("v2"));

    model.cancelRotateSecret("key");

    assertThat(rotation.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(rotation.next()).isEmpty();
    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT"), "v2", Set.of("AWSPENDING")));
    assertThat(model.describeSecret("key").rotationEnabled()).contains(false);
    assertThat(names()).containsExactly("RotationStarted");
  }

  @Test
  void put_lateOneOfAnAbandonedRotation_bringsItsLabelBack() {
    driver(0).rotateSecret(request("v2"));
    model.putSecretValue(PutSecretValue.current("key", "v3", "by hand"));

    model.putSecretValue(
        new PutSecretValue(
            "key", "v2", "late", Optional.of(Set.of("AWSPENDING")), Optional.of("id-1")));

    assertThat(model.labelled("key", "AWSPENDING").map(Version::id)).contains("v2");
  }

  @Test
  void outcome_anotherRotationSince_isStillAbandoned() {
    Rotation first = driver(0).rotateSecret(request("v2"));
    model.updateSecretVersionStage(UpdateSecretVersionStage.remove("key", "AWSPENDING", "v2"));

    Rotation second = driver(0).rotateSecret(request("v3"));

    assertThat(first.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(second.outcome()).isEqualTo(Outcome.RUNNING);
  }

  @Test
  void put_byTheRotationItself_keepsItsPending() {
    Rotation rotation = driver(0).rotateSecret(request("v2"));

    model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", "live-v2"));

    assertThat(model.labelled("key", "AWSPENDING").map(Version::id)).contains("v2");
    assertThat(rotation.outcome()).isEqualTo(Outcome.RUNNING);
  }

  @Test
  void put_pendingThatIsNotTheRotations_stays() {
    driver(0).rotateSecret(request("v2")).step(this::rotate);
    model.putSecretValue(PutSecretValue.labelled("key", "v2", "made for v2", "AWSPENDING"));
    model.updateSecretVersionStage(UpdateSecretVersionStage.move("key", "AWSCURRENT", "v1", "v2"));
    model.updateSecretVersionStage(UpdateSecretVersionStage.move("key", "AWSPENDING", "v2", "v1"));

    model.putSecretValue(PutSecretValue.labelled("key", "v3", "three", "live-v3"));

    assertThat(model.labelled("key", "AWSPENDING").map(Version::id)).contains("v1");
  }

  @Test
  void put_otherRotationToken_isRefused() {
    driver(0).rotateSecret(request("v2"));
    model.putSecretValue(
        new PutSecretValue(
            "key", "v3", "three", Optional.of(Set.of("live-v3")), Optional.of("of v3's own")));
    model.updateSecretVersionStage(UpdateSecretVersionStage.remove("key", "live-v3", "v3"));
    driver(0).rotateSecret(request("v4"));

    assertThatThrownBy(
            () ->
                model.putSecretValue(
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
    driver(0).rotateSecret(request("v2")).run(this::rotate);

    model.putSecretValue(PutSecretValue.current("key", "v3", "by hand"));

    assertThat(stages()).isEqualTo(Map.of("v2", Set.of("AWSPREVIOUS"), "v3", Set.of("AWSCURRENT")));
    assertThat(names()).containsExactly("RotationStarted", "RotationSucceeded");
  }

  @Test
  void testOnly_runsTestSecretAloneOnACopyOfTheCurrentValue() {
    Rotation rotation = driver(3).rotateSecret(request("v2").testOnly());
    String temporary = rotation.versionId();

    assertThat(temporary).isNotEqualTo("v2");
    assertThat(model.labelled("key", "AWSPENDING").flatMap(Version::value)).contains("one");
    assertThat(rotation.run(this::rotate)).isEqualTo(Outcome.SUCCEEDED);

    assertThat(calls).containsExactly("testSecret");
    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT")));
    assertThat(model.version("key", temporary)).isEmpty();
    assertThat(names()).containsExactly("TestRotationStarted", "TestRotationSucceeded");
    assertThat(model.describeSecret("key").rotationEnabled()).contains(true);
    assertThat(model.describeSecret("key").lastRotated()).isEmpty();
  }

  @Test
  void testOnly_fails_isNotRetriedAndItsVersionGoes() {
    Rotation rotation = driver(3).rotateSecret(request("v2").testOnly());

    assertThat(rotation.run(RotationTest::refuse)).isEqualTo(Outcome.FAILED);
    assertThat(names()).containsExactly("TestRotationStarted", "TestRotationFailed");
    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT")));
    assertThat(driver(0).reattempt("key")).isEmpty();
  }

  @Test
  void testOnly_itsVersionPromotedMeanwhile_stays() {
    Rotation rotation = driver(0).rotateSecret(request("v2").testOnly());
    String temporary = rotation.versionId();

    rotation.run(
        call ->
            model.updateSecretVersionStage(
                UpdateSecretVersionStage.move("key", "AWSCURRENT", "v1", temporary)));

    assertThat(stages())
        .isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), temporary, Set.of("AWSCURRENT")));
    assertThat(model.version("key", temporary)).isPresent();
  }

  @Test
  void run_pendingOfSomebodyElseAtTheEnd_isLeftAlone() {
    RotationDriver driver =
        new RotationDriver(model, this::id, new RotationSettings(0, PendingAtEnd.REMOVED));
    Rotation rotation = driver.rotateSecret(request("v2"));
    for (int step = 0; step < 3; step++) {
      rotation.step(this::rotate);
    }

    rotation.step(
        call -> {
          rotate(call);
          model.putSecretValue(PutSecretValue.labelled("key", "v3", "three", "AWSPENDING"));
        });

    assertThat(rotation.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(model.labelled("key", "AWSPENDING").map(Version::id)).contains("v3");
  }

  @Test
  void on_aCopyOfTheModel_goesItsOwnWay() {
    Rotation rotation = driver(0).rotateSecret(request("v2"));
    rotation.step(this::rotate);

    SecretsManagerModel copy = model.copy(() -> now);
    Rotation other = rotation.on(copy);
    copy.putSecretValue(PutSecretValue.current("key", "v3", "by hand"));

    assertThat(other.outcome()).isEqualTo(Outcome.ABANDONED);
    assertThat(rotation.next().orElseThrow().step()).isEqualTo(Step.SET_SECRET);
    assertThat(rotation.run(this::rotate)).isEqualTo(Outcome.SUCCEEDED);
    assertThat(copy.labelled("key", "AWSCURRENT").map(Version::id)).contains("v3");
  }

  @Test
  void rotateSecret_byTheSecretAlone_usesTheFunctionThatItHas() {
    driver(0).rotateSecret(request("v2")).run(this::rotate);

    Rotation rotation = driver(0).rotateSecret("key");

    assertThat(rotation.versionId()).isEqualTo("id-2");
    assertThat(rotation.run(this::rotate)).isEqualTo(Outcome.SUCCEEDED);
    assertThat(model.labelled("key", "AWSCURRENT").map(Version::id)).contains("id-2");
  }

  @Test
  void rotateSecret_refused_hasBegunNothing() {
    assertThatThrownBy(() -> driver(0).rotateSecret("key"))
        .isInstanceOf(SecretsManagerFailure.class)
        .hasMessageContaining("No Lambda rotation function ARN");
    assertThat(names()).isEmpty();
    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT")));
    assertThat(model.describeSecret("key").rotationEnabled()).isEmpty();
  }

  @Test
  void failed_secretGoneMeanwhile_isStillAFailure() {
    Rotation rotation = driver(0).rotateSecret(request("v2"));
    model.deleteSecret("key", Duration.ofDays(7));

    assertThat(rotation.run(this::rotate)).isEqualTo(Outcome.FAILED);
    assertThat(rotation.failure().orElseThrow()).hasMessageContaining("marked for deletion");
  }

  /** A function that does what AWS's templates do. */
  private void rotate(StepCall call) {
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

  private static void refuse(StepCall call) {
    throw new IllegalStateException("no");
  }

  private RotationDriver driver(int retries) {
    return new RotationDriver(model, this::id, new RotationSettings(retries, PendingAtEnd.STAYS));
  }

  private String id() {
    return "id-" + ++ids;
  }

  private static RotateSecret request(String versionId) {
    return RotateSecret.now("key", versionId).by(LAMBDA);
  }

  private Map<String, Set<String>> stages() {
    return model.describeSecret("key").stages();
  }

  private List<String> names() {
    return model.events().stream().map(event -> event.name().wireName()).toList();
  }
}
