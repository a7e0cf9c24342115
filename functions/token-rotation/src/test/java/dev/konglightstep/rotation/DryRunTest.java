package dev.konglightstep.rotation;

import static dev.konglightstep.rotation.OperatorSurroundings.KEY_SECRET;
import static dev.konglightstep.rotation.OperatorSurroundings.TOKEN_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a rotation would do, found out without doing anything. */
class DryRunTest {
  private final OperatorSurroundings around = new OperatorSurroundings();

  @BeforeEach
  void arrange() {
    around.pool("kong-1:CANARY-c", "kong-2:CANARY-refused", "kong-3:CANARY-next");
    around.lightstep.accept("CANARY-c");
    around.lightstep.accept("CANARY-next");
    around.token("c", "CANARY-c", "", "AWSCURRENT");
    around.key("k", "CANARY-k", "", "AWSCURRENT", "live-k");
    around.secrets.rotationEnabled(TOKEN_SECRET, true);
    around.secrets.rotationEnabled(KEY_SECRET, true);
    around.edge.holding("p1", "CANARY-c").foreign("p9");
    around.inner.holding("q1", "CANARY-k").with("q2", new Held.Content.Absent());
  }

  /** Probes are allowed; nothing else reaches anybody, the audit trail included. */
  @AfterEach
  void nothingWasWritten() {
    assertThat(around.calls.writes()).isEmpty();
    assertThat(around.edge.written()).isEmpty();
    assertThat(around.inner.written()).isEmpty();
    assertThat(around.told).isEmpty();
    around.close();
  }

  @Test
  void run_ready_namesTheNextTokenAndTheTargets() {
    Plan.Foreseen token = plan(0);

    assertThat(token.next()).isEqualTo(new Plan.Next.PoolToken("kong-3"));
    assertThat(token.obstacles()).isEmpty();
    assertThat(token.notes())
        .containsExactly(
            "2 tokens were left; make access tokens in the backend (Settings, Access tokens) and"
                + " add each with \"kong-lightstep pool add\"",
            "the backend refuses pool token kong-2");
    assertThat(token.needed()).isEqualTo(Duration.ofMinutes(7));
    assertThat(token.targets())
        .singleElement()
        .satisfies(target -> assertThat(target.foreign()).containsExactly("p9"));
    assertThat(plan(1).next()).isEqualTo(new Plan.Next.NewKey());
    assertThat(plan(1).obstacles()).isEmpty();
    assertThat(around.operations().dryRun().run().toString()).doesNotContain("CANARY");
  }

  @Test
  void run_rotationUnderWay_isAnObstacle() {
    around.secrets.begin(TOKEN_SECRET, "v");

    assertThat(plan(0).obstacles())
        .containsExactly("a rotation is under way: version v; it has no value yet");
  }

  @Test
  void run_whatIsLeftOfARotation_namesTheCommandThatMendsIt() {
    around.key("v", "CANARY-v", "elsewhere", "AWSPENDING", "live-v");

    assertThat(plan(1).obstacles())
        .singleElement()
        .asString()
        .contains("AWSPENDING was left behind on version v")
        .contains("rotation reset");
  }

  @Test
  void run_targetsThatCannotBeBrought_areObstacles() {
    around.edge.troubled(Optional.of("no answer"));
    around.inner.with("q3", new Held.Content.Wrong("two headers x-ingest-key"));

    assertThat(plan(0).obstacles()).containsExactly("target edge: no answer");
    assertThat(plan(1).obstacles())
        .containsExactly("target inner: plugin q3: two headers x-ingest-key");
  }

  @Test
  void run_noRoomForLabels_namesWhoHoldsThemBack() {
    for (int i = 1; i < 12; i++) {
      around.key("k" + i, "CANARY-k" + i, "", "live-k" + i);
    }

    assertThat(plan(1).obstacles())
        .singleElement()
        .asString()
        .contains("12 keys may still be in use")
        .contains("[inner]");
  }

  @Test
  void run_rotationNotEnabled_isAnObstacle() {
    around.secrets.rotationEnabled(TOKEN_SECRET, false);

    assertThat(plan(0).obstacles())
        .containsExactly("rotation is not enabled; the template's schedules enable it");
  }

  @Test
  void run_neverInitialised_isAnObstacle() {
    around.secrets.remove(TOKEN_SECRET, SecretsManagerModel.CURRENT);

    assertThat(plan(0).obstacles())
        .containsExactly("no version is AWSCURRENT; run \"kong-lightstep init\"");
    assertThat(plan(0).next()).isEqualTo(new Plan.Next.Nothing());
  }

  @Test
  void run_budgetLongerThanAnInvocation_isAnObstacle() {
    around.environment.put("PROPAGATION_BUDGET", "PT15M");

    assertThat(plan(0).obstacles())
        .containsExactly("no invocation has PT16M; make PROPAGATION_BUDGET shorter");
  }

  @Test
  void run_secretThatIsNotThere_leavesTheOtherOneForeseen() {
    around.secrets.deleteWithoutRecovery(TOKEN_SECRET);

    assertThat(around.operations().dryRun().run().getFirst())
        .isInstanceOfSatisfying(
            Plan.Unreadable.class, plan -> assertThat(plan.why()).contains("is not here"));
    assertThat(plan(1).obstacles()).isEmpty();
  }

  private Plan.Foreseen plan(int index) {
    return (Plan.Foreseen) around.operations().dryRun().run().get(index);
  }
}
