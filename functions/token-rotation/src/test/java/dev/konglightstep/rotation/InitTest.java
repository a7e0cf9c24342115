package dev.konglightstep.rotation;

import static dev.konglightstep.rotation.CallsOfSecretsManager.calling;
import static dev.konglightstep.rotation.OperatorSurroundings.KEY_SECRET;
import static dev.konglightstep.rotation.OperatorSurroundings.TOKEN_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.rotation.audit.AuditEvent;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first values, over the real SDK and real HTTP. */
class InitTest {
  private final OperatorSurroundings around = new OperatorSurroundings();

  @BeforeEach
  void arrange() {
    around.pool("kong-1:CANARY-refused", "kong-2:CANARY-good", "kong-3:CANARY-later");
    around.lightstep.accept("CANARY-good");
    around.lightstep.accept("CANARY-later");
    around.edge.holding("p1", "by-hand").with("p2", new Held.Content.Absent());
    around.inner.holding("q1", "by-hand");
  }

  @AfterEach
  void close() {
    assertThat(around.told.toString()).doesNotContain("CANARY");
    around.close();
  }

  @Test
  void run_emptySecrets_takesTheFirstAcceptedTokenAndMakesAKey() {
    List<Outcome> outcomes = around.operations().init().run();

    TokenSecret token = around.current(TOKEN_SECRET);
    assertThat(token.issuer()).isEqualTo("pool");
    assertThat(token.name()).isEqualTo("kong-2");
    assertThat(token.project()).isEqualTo("prod");
    assertThat(token.history()).isEmpty();
    assertThat(token.derivedFrom()).isEmpty();
    assertThat(around.edge.written()).containsExactly("p1 CANARY-good", "p2 CANARY-good");
    String key = around.version(KEY_SECRET).id();
    assertThat(around.current(KEY_SECRET).token().reveal()).hasSize(43);
    assertThat(around.labels(KEY_SECRET, key))
        .containsExactlyInAnyOrder("AWSCURRENT", "live-" + key, "audited-" + key);
    assertThat(around.inner.value("q1")).isEqualTo(around.current(KEY_SECRET).token().reveal());
    assertThat(outcomes)
        .extracting(outcome -> outcome instanceof Outcome.Done done && done.made())
        .containsExactly(true, true);
    assertThat(around.told(AuditEvent.Type.PoolTokenRefused))
        .extracting(AuditEvent::detail)
        .containsExactly("the backend refuses pool token kong-1");
    assertThat(around.told(AuditEvent.Type.TokenRotated))
        .extracting(AuditEvent::version)
        .containsExactly(around.version(TOKEN_SECRET).id(), key);
  }

  @Test
  void run_again_writesNothing() {
    around.operations().init().run();
    around.calls.forget();
    int writes = around.edge.written().size() + around.inner.written().size();

    List<Outcome> again = around.operations().init().run();

    assertThat(again).allSatisfy(outcome -> assertThat(made(outcome)).isFalse());
    assertThat(around.calls.writes()).isEmpty();
    assertThat(around.edge.written().size() + around.inner.written().size()).isEqualTo(writes);
  }

  @Test
  void run_keyOfTheTemplate_isLabelledBeforeAnybodyGetsIt() {
    around.only(KEY_SECRET);
    around.key("made-by-cloudformation", "CANARY-key", "", "AWSCURRENT");
    around.inner.beforeWrite(
        () ->
            assertThat(around.labels(KEY_SECRET, "made-by-cloudformation"))
                .contains("live-made-by-cloudformation"));

    around.operations().init().run();

    assertThat(around.inner.written()).containsExactly("q1 CANARY-key");
    assertThat(around.version(KEY_SECRET).id()).isEqualTo("made-by-cloudformation");
  }

  @Test
  void run_liveRotation_isRefusedAndNothingIsWritten() {
    around.only(TOKEN_SECRET);
    around.token("v1", "CANARY-good", "", "AWSCURRENT");
    around.secrets.begin(TOKEN_SECRET, "v2");
    around.secrets.rotationEnabled(TOKEN_SECRET, true);

    assertThat(why(around.operations().init().run()))
        .contains("a rotation is under way: version v2 is AWSPENDING, and it has no value yet")
        .contains("rotation reset");
    assertThat(around.calls.writes()).isEmpty();
    assertThat(around.edge.written()).isEmpty();
  }

  @Test
  void run_deadPending_countsAsAbsent() {
    around.only(TOKEN_SECRET);
    around.token("v1", "CANARY-good", "", "AWSCURRENT");
    around.token("v2", "CANARY-later", "v0", "AWSPENDING");
    around.secrets.rotationEnabled(TOKEN_SECRET, true);

    around.operations().init().run();

    assertThat(around.edge.written()).containsExactly("p1 CANARY-good", "p2 CANARY-good");
    assertThat(around.labels(TOKEN_SECRET, "v2")).containsExactly("AWSPENDING");
  }

  @Test
  void run_rotationBeginsMeanwhile_writesNothingMore() {
    around.only(TOKEN_SECRET);
    around.token("v1", "CANARY-good", "", "AWSCURRENT");
    around.secrets.rotationEnabled(TOKEN_SECRET, true);
    around.edge.beforeWrite(() -> around.secrets.begin(TOKEN_SECRET, "v2"));

    assertThat(why(around.operations().init().run())).contains("a rotation has begun, version v2");
    assertThat(around.edge.written()).containsExactly("p1 CANARY-good");
  }

  @Test
  void run_refusedValue_reachesNoTarget() {
    around.only(TOKEN_SECRET);
    around.token("v1", "CANARY-revoked", "", "AWSCURRENT");

    assertThat(why(around.operations().init().run())).contains("is refused; no target was written");
    assertThat(around.edge.written()).isEmpty();
  }

  /** One acceptance proves one satellite: a young token is refused by the next one. */
  @Test
  void run_refusedWithinTheWindow_reachesNoTarget() {
    around.only(TOKEN_SECRET);
    around.token("v1", "CANARY-good", "", "AWSCURRENT");
    AtomicInteger probes = new AtomicInteger();
    around.lightstepFaults.always(
        request -> probes.incrementAndGet() > 4,
        new Fault.Answer(new Response(401, Headers.NONE, Bytes.EMPTY)));

    assertThat(why(around.operations().init().run()))
        .contains("nobody can say whether version v1")
        .contains("not accepted through a whole PT1M");
    assertThat(around.edge.written()).isEmpty();
  }

  @Test
  void run_acceptorTakesEverything_failsUnlessUnverified() {
    around.only(TOKEN_SECRET);
    around.token("v1", "CANARY-good", "", "AWSCURRENT");
    around.lightstepFaults.always(new Fault.Answer(new Response(200, Headers.NONE, Bytes.EMPTY)));

    assertThat(why(around.operations().init().run())).contains("PROBE=unverified");
    assertThat(around.edge.written()).isEmpty();

    around.environment.put("PROBE", "unverified");
    assertThat(around.operations().init().run()).hasOnlyElementsOfType(Outcome.Done.class);
  }

  @Test
  void run_valueOfAnotherShape_isReplacedAndKeptAsPrevious() {
    around.only(TOKEN_SECRET);
    around.secrets.put(TOKEN_SECRET, "v0", "CANARY-bare-text");

    around.operations().init().run();

    assertThat(around.current(TOKEN_SECRET).name()).isEqualTo("kong-2");
    assertThat(around.labels(TOKEN_SECRET, "v0")).contains("AWSPREVIOUS");
  }

  @Test
  void run_somebodyPutsAValueFirst_isLeftAlone() {
    around.only(TOKEN_SECRET);
    around.lightstepFaults.always(
        request -> {
          around.token("v9", "CANARY-good", "", "AWSCURRENT");
          return false;
        },
        new Fault.DropBefore());

    assertThat(why(around.operations().init().run()))
        .contains("somebody else gave the secret a value just now");
    assertThat(around.version(TOKEN_SECRET).id()).isEqualTo("v9");
    assertThat(around.calls.writes()).isEmpty();
  }

  @Test
  void run_diedAfterThePut_goesOnWithThatVersion() {
    around.only(KEY_SECRET);
    around.secretsFaults.always(calling("PutSecretValue"), new Fault.DropAfter());
    assertThat(why(around.operations().init().run())).contains("cannot be written");
    String made = around.version(KEY_SECRET).id();
    around.secretsFaults.clear();

    around.operations().init().run();

    assertThat(around.version(KEY_SECRET).id()).isEqualTo(made);
    assertThat(around.labels(KEY_SECRET, made)).contains("live-" + made);
    assertThat(around.inner.value("q1")).isEqualTo(around.current(KEY_SECRET).token().reveal());
  }

  /** Between a put and a label after it, a death would leave a key that nobody may have. */
  @Test
  void run_newKey_hasItsLabelFromTheStart() {
    around.only(KEY_SECRET);

    around.operations().init().run();

    // The other call is the label of the audit trail.
    assertThat(around.calls.writes()).containsExactly("PutSecretValue", "UpdateSecretVersionStage");
  }

  @Test
  void run_somebodyWritesBack_isNoticed() {
    around.only(KEY_SECRET);
    around.inner.overwritten();

    assertThat(why(around.operations().init().run()))
        .contains("not every target holds version")
        .contains("inner: plugin q1 holds another value");
    assertThat(around.told(AuditEvent.Type.TokenRotated)).isEmpty();
  }

  @Test
  void run_oneTargetDown_theOtherSecretIsDoneAndTheNextRunConverges() {
    around.edge.troubled(Optional.of("no answer from http://kong:8001"));

    List<Outcome> outcomes = around.operations().init().run();

    assertThat(why(outcomes)).contains("edge: no answer from http://kong:8001");
    assertThat(outcomes.getLast()).isInstanceOf(Outcome.Done.class);
    around.edge.troubled(Optional.empty());
    assertThat(around.operations().init().run()).hasOnlyElementsOfType(Outcome.Done.class);
    assertThat(around.edge.value("p2")).isEqualTo("CANARY-good");
  }

  @Test
  void run_emptyPool_saysHowToFillIt() {
    around.only(TOKEN_SECRET);
    around.pool();

    assertThat(why(around.operations().init().run()))
        .contains("the pool holds no token that was not used yet")
        .contains("kong-lightstep pool add");
    assertThat(around.secrets.labelled(TOKEN_SECRET, SecretsManagerModel.CURRENT)).isEmpty();
  }

  @Test
  void run_otherIssuer_isRefused() {
    around.only(TOKEN_SECRET);
    around.secrets.put(TOKEN_SECRET, "v1", "{\"issuer\":\"generated\",\"token\":\"CANARY-good\"}");

    assertThat(why(around.operations().init().run())).contains("issuer: expected \"pool\"");
    assertThat(around.edge.written()).isEmpty();
  }

  private static boolean made(Outcome outcome) {
    return outcome instanceof Outcome.Done done && done.made();
  }

  private static String why(List<Outcome> outcomes) {
    return outcomes.getFirst() instanceof Outcome.Failed(String secret, String why)
        ? why
        : "done: " + Set.copyOf(outcomes);
  }
}
