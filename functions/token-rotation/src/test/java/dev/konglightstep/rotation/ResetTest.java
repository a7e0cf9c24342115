package dev.konglightstep.rotation;

import static dev.konglightstep.rotation.OperatorSurroundings.KEY_SECRET;
import static dev.konglightstep.rotation.OperatorSurroundings.TOKEN_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.rotation.audit.AuditEvent;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rotation that is given up, over the real SDK and real HTTP. */
class ResetTest {
  private final OperatorSurroundings around = new OperatorSurroundings();

  /** A rotation of the ingest key that died after it had written one of two plugins. */
  @BeforeEach
  void arrange() {
    around.only(KEY_SECRET);
    around.key("c", "CANARY-c", "", "AWSCURRENT", "live-c");
    around.key("v", "CANARY-v", "c", "AWSPENDING", "live-v");
    around.secrets.rotationEnabled(KEY_SECRET, true);
    around.inner.holding("q1", "CANARY-v").holding("q2", "CANARY-c");
  }

  @AfterEach
  void close() {
    assertThat(around.told.toString()).doesNotContain("CANARY");
    around.close();
  }

  @Test
  void run_halfDoneRotation_bringsEveryTargetBack() {
    Outcome.Done done = done(reset());

    assertThat(around.inner.written()).containsExactly("q1 CANARY-c");
    assertThat(around.secrets.labelled(KEY_SECRET, SecretsManagerModel.PENDING)).isEmpty();
    assertThat(around.version(KEY_SECRET).id()).isEqualTo("c");
    assertThat(done.givenUp()).contains("v");
    assertThat(done.updated()).containsExactly("inner");
    assertThat(around.told(AuditEvent.Type.RotationRolledBack))
        .singleElement()
        .satisfies(event -> assertThat(event.version()).isEqualTo("v"))
        .satisfies(event -> assertThat(event.previousVersion()).contains("c"));
  }

  /** Steps see labels up to 20 s late and write up to 7 s later. */
  @Test
  void run_takesAwspendingOffLongBeforeItWrites() {
    around.environment.put("PROBE_WINDOW", "PT1S");
    Instant begun = around.time.instant();
    around.inner.beforeWrite(
        () -> {
          assertThat(around.secrets.labelled(KEY_SECRET, SecretsManagerModel.PENDING)).isEmpty();
          assertThat(Duration.between(begun, around.time.instant()))
              .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        });

    done(reset());

    assertThat(around.inner.written()).hasSize(1);
  }

  /** A target that nobody sees may hold the key that is given up. */
  @Test
  void run_givenUpKey_staysGood() {
    around.secrets.remove(KEY_SECRET, "live-v");

    done(reset());

    assertThat(around.labels(KEY_SECRET, "v")).containsExactly("live-v");
    assertThat(around.proxy.isAccepted("CANARY-v")).isTrue();
  }

  @Test
  void run_currentWithoutItsLabel_getsItBeforeAnybodyGetsTheKey() {
    around.secrets.remove(KEY_SECRET, "live-c");
    around.inner.beforeWrite(() -> assertThat(around.labels(KEY_SECRET, "c")).contains("live-c"));

    done(reset());

    assertThat(around.inner.written()).hasSize(1);
  }

  @Test
  void run_twice_theSecondWritesNothing() {
    done(reset());
    around.calls.forget();

    assertThat(done(reset()).givenUp()).isEmpty();

    assertThat(around.calls.writes()).isEmpty();
    assertThat(around.inner.written()).hasSize(1);
  }

  @Test
  void run_nothingPending_bringsBackWhatDrifted() {
    around.secrets.remove(KEY_SECRET, SecretsManagerModel.PENDING);
    around.inner.holding("q2", "CANARY-somebody's");

    assertThat(done(reset()).givenUp()).isEmpty();

    assertThat(around.inner.written()).containsExactly("q1 CANARY-c", "q2 CANARY-c");
    assertThat(around.told(AuditEvent.Type.RotationRolledBack)).isEmpty();
  }

  /** That is how a rotation ends; Secrets Manager takes it off by itself. */
  @Test
  void run_pendingOnTheCurrentVersion_isLeftThere() {
    around.secrets.move(KEY_SECRET, SecretsManagerModel.PENDING, "c");

    assertThat(done(reset()).givenUp()).isEmpty();

    assertThat(around.labels(KEY_SECRET, "c")).contains("AWSPENDING");
  }

  @Test
  void run_promotedMeanwhile_followsTheVersionInForce() {
    around.calls.before(
        "UpdateSecretVersionStage",
        () -> around.secrets.move(KEY_SECRET, SecretsManagerModel.CURRENT, "v"));

    assertThat(done(reset()).versionId()).isEqualTo("v");

    assertThat(around.inner.written()).containsExactly("q2 CANARY-v");
  }

  @Test
  void run_somebodyMovesAwscurrent_writesNothingMore() {
    around.inner.holding("q2", "other");
    around.inner.beforeWrite(
        () -> around.secrets.move(KEY_SECRET, SecretsManagerModel.CURRENT, "v"));

    assertThat(failed(reset())).contains("AWSCURRENT was moved away from version c");

    assertThat(around.inner.written()).containsExactly("q1 CANARY-c");
    assertThat(around.version(KEY_SECRET).id()).isEqualTo("v");
  }

  @Test
  void run_anotherRotationBegins_writesNothingMore() {
    around.inner.holding("q2", "other");
    around.inner.beforeWrite(() -> around.secrets.begin(KEY_SECRET, "w"));

    assertThat(failed(reset())).contains("a rotation has begun, version w");

    assertThat(around.inner.written()).hasSize(1);
    assertThat(around.labels(KEY_SECRET, "w")).containsExactly("AWSPENDING");
  }

  @Test
  void run_currentIsRefused_leavesTheTargets() {
    around.environment.remove("INGEST_KEY_SECRET_ID");
    around.environment.put("TOKEN_SECRET_ID", TOKEN_SECRET);
    around.token("c", "CANARY-revoked", "", "AWSCURRENT");
    around.token("v", "CANARY-good", "c", "AWSPENDING");
    around.lightstep.accept("CANARY-good");
    around.edge.holding("p1", "CANARY-good");

    assertThat(failed(reset())).contains("is refused; no target was written");

    assertThat(around.edge.written()).isEmpty();
  }

  @Test
  void run_neverInitialised_keepsAwspending() {
    around.secrets.remove(KEY_SECRET, SecretsManagerModel.CURRENT);

    assertThat(failed(reset())).contains("run \"kong-lightstep init\"");

    assertThat(around.calls.writes()).isEmpty();
  }

  @Test
  void run_oneSecret_byNameOrArn() {
    Reset reset = around.operations().reset();

    assertThat(reset.run(Optional.of("kong/other"))).isEmpty();
    assertThat(reset.run(Optional.of(SecretsManagerModel.arn(KEY_SECRET)))).hasSize(1);
    assertThat(reset.run(Optional.of(KEY_SECRET))).hasSize(1);
    assertThat(reset.secrets()).containsExactly(KEY_SECRET);
  }

  private List<Outcome> reset() {
    return around.operations().reset().run(Optional.empty());
  }

  private static Outcome.Done done(List<Outcome> outcomes) {
    assertThat(outcomes).hasOnlyElementsOfType(Outcome.Done.class);
    return (Outcome.Done) outcomes.getFirst();
  }

  private static String failed(List<Outcome> outcomes) {
    assertThat(outcomes).hasOnlyElementsOfType(Outcome.Failed.class);
    return ((Outcome.Failed) outcomes.getFirst()).why();
  }
}
