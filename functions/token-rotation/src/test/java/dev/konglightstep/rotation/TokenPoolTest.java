package dev.konglightstep.rotation;

import static dev.konglightstep.rotation.OperatorSurroundings.POOL_SECRET;
import static dev.konglightstep.rotation.OperatorSurroundings.TOKEN_SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.secret.PoolSecret;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.platform.json.PoolSecretJson;
import dev.konglightstep.rotation.TokenPool.Addition;
import dev.konglightstep.rotation.TokenPool.Listed;
import dev.konglightstep.rotation.TokenPool.State;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pool as people see and fill it, over the real SDK. */
class TokenPoolTest {
  private static final Token NEW = Token.of("CANARY-new");

  private final OperatorSurroundings around = new OperatorSurroundings();

  @BeforeEach
  void arrange() {
    around.only(TOKEN_SECRET);
  }

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void list_tellsEachTokensPart() {
    around.pool("n0:t0", "name-b:tb", "name-c:tc", "name-v:tv", "renamed:CANARY-c", "new:tn");
    around.secrets.put(
        TOKEN_SECRET,
        "b",
        "{\"token\":\"CANARY-b\",\"name\":\"name-b\",\"history\":[\"n0\"]}",
        List.of("AWSPREVIOUS"));
    around.token("c", "CANARY-c", "b", "AWSCURRENT");
    around.token("v", "CANARY-v", "c", "AWSPENDING");

    assertThat(pool().list())
        .extracting(Listed::name, Listed::state)
        .containsExactly(
            tuple("n0", State.HISTORY),
            tuple("name-b", State.PREVIOUS),
            tuple("name-c", State.CURRENT),
            tuple("name-v", State.PENDING),
            tuple("renamed", State.CURRENT),
            tuple("new", State.AVAILABLE));
  }

  @Test
  void list_noValueYet_isEmpty() {
    assertThat(pool().list()).isEmpty();
  }

  @Test
  void add_poolWithoutAValue_makesTheFirst() {
    assertThat(pool().add("kong-1", NEW, Optional.of("prod")))
        .isEqualTo(new Addition.Added("prod", 1));

    PoolSecret stored = stored();
    assertThat(stored.project()).isEqualTo("prod");
    assertThat(stored.tokens().getFirst().token()).isEqualTo(NEW);
    assertThat(stored.tokens().getFirst().addedAt()).isPresent();
    assertThat(around.version(POOL_SECRET).labels()).containsExactly("AWSCURRENT");
  }

  /**
   * AWS makes the first version current by itself; what it says to the move then is not written.
   */
  @Test
  void add_moveOfTheFirstIsRefused_countsAsDone() {
    AtomicInteger moves = new AtomicInteger();
    around.secretsFaults.always(
        request ->
            CallsOfSecretsManager.calling("UpdateSecretVersionStage").test(request)
                && moves.getAndIncrement() == 0,
        new Fault.Answer(
            new Response(
                400,
                Headers.NONE,
                Bytes.utf8("{\"__type\":\"InvalidParameterException\",\"message\":\"no\"}"))));

    assertThat(pool().add("kong-1", NEW, Optional.of("prod")))
        .isEqualTo(new Addition.Added("prod", 1));
    assertThat(stored().names()).containsExactly("kong-1");
  }

  @Test
  void add_firstToken_takesTheProjectOfTheOneInForce() {
    around.token("c", "CANARY-c", "", "AWSCURRENT");

    assertThat(pool().add("kong-1", NEW, Optional.empty()))
        .isEqualTo(new Addition.Added("prod", 1));
  }

  @Test
  void add_oneMore_comesLastAndLeavesNoLabelBehind() {
    around.pool("kong-1:t1");

    assertThat(pool().add("kong-2", NEW, Optional.empty()))
        .isEqualTo(new Addition.Added("prod", 2));

    assertThat(stored().names()).containsExactlyInAnyOrder("kong-1", "kong-2");
    assertThat(around.secrets.describeSecret(POOL_SECRET).stages().values())
        .allSatisfy(labels -> assertThat(labels).doesNotContain("draft"));
  }

  /** PutSecretValue alone would move AWSCURRENT from the other person's version. */
  @Test
  void add_somebodyAddsAtTheSameTime_keepsBoth() {
    around.pool("kong-1:t1");
    AtomicInteger puts = new AtomicInteger();
    around.calls.before(
        "PutSecretValue",
        () -> {
          if (puts.getAndIncrement() == 0) {
            around.pool("kong-1:t1", "kong-theirs:t2");
          }
        });

    assertThat(pool().add("kong-mine", NEW, Optional.empty()))
        .isEqualTo(new Addition.Added("prod", 3));

    assertThat(stored().names()).containsExactlyInAnyOrder("kong-1", "kong-theirs", "kong-mine");
    assertThat(puts).hasValue(2);
  }

  @Test
  void add_somebodyAddsTheFirstAtTheSameTime_keepsBoth() {
    AtomicInteger puts = new AtomicInteger();
    around.calls.before(
        "PutSecretValue",
        () -> {
          if (puts.getAndIncrement() == 0) {
            around.pool("kong-theirs:t2");
          }
        });

    assertThat(pool().add("kong-mine", NEW, Optional.empty()))
        .isEqualTo(new Addition.Added("prod", 2));

    assertThat(stored().names()).containsExactlyInAnyOrder("kong-theirs", "kong-mine");
  }

  @Test
  void add_somebodyAddsAllTheTime_givesUp() {
    around.pool("kong-0:t0");
    AtomicInteger puts = new AtomicInteger();
    around.calls.before(
        "PutSecretValue",
        () -> around.pool("kong-0:t0", "other-" + puts.incrementAndGet() + ":t" + puts.get()));

    assertThatThrownBy(() -> pool().add("kong-mine", NEW, Optional.empty()))
        .hasMessageContaining("changed by somebody else 5 times");

    assertThat(stored().names()).containsExactlyInAnyOrder("kong-0", "other-5");
  }

  @Test
  void add_whatIsThereOrWasUsed_isRefusedAndNothingIsWritten() {
    around.pool("kong-1:CANARY-1");
    around.secrets.put(
        TOKEN_SECRET,
        "c",
        "{\"token\":\"CANARY-c\",\"name\":\"kong-c\",\"history\":[\"kong-b\"]}",
        List.of("AWSCURRENT"));
    around.calls.forget();

    assertThat(refused("kong-1", "CANARY-x")).contains("has a token called kong-1 already");
    assertThat(refused("kong-x", "CANARY-1")).contains("has this token already, called kong-1");
    assertThat(refused("kong-c", "CANARY-x")).contains("called kong-c was used already");
    assertThat(refused("kong-b", "CANARY-x")).contains("called kong-b was used already");
    assertThat(refused("CANARY-x", "CANARY-x"))
        .contains("the name is the token itself")
        .doesNotContain("CANARY");
    assertThat(refused("kong-x", "CANARY-c")).contains("in use already, by version c");
    assertThat(pool().add("kong-x", NEW, Optional.of("dev")))
        .isEqualTo(new Addition.Refused("the pool belongs to project \"prod\" and not to \"dev\""));
    assertThat(around.calls.writes()).isEmpty();
  }

  @Test
  void add_poolThatSomebodyMistyped_isLeftAlone() {
    around.secrets.put(POOL_SECRET, "p1", "[\"CANARY-text\"]");

    assertThatThrownBy(() -> pool().add("kong-x", NEW, Optional.empty()))
        .hasMessageContaining("expected a JSON object")
        .hasMessageNotContaining("CANARY");
    assertThat(around.version(POOL_SECRET).id()).isEqualTo("p1");
  }

  @Test
  void pool_withoutATokenSecret_namesTheSetting() {
    around.environment.remove("TOKEN_SECRET_ID");
    around.environment.put("INGEST_KEY_SECRET_ID", OperatorSurroundings.KEY_SECRET);

    assertThatThrownBy(this::pool)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("TOKEN_SECRET_ID");
  }

  private TokenPool pool() {
    return around.operations().pool();
  }

  private String refused(String name, String token) {
    Addition addition = pool().add(name, Token.of(token), Optional.empty());
    return addition instanceof Addition.Refused(String why) ? why : addition.toString();
  }

  private PoolSecret stored() {
    return PoolSecretJson.parse(
        around
            .secrets
            .labelled(POOL_SECRET, SecretsManagerModel.CURRENT)
            .orElseThrow()
            .value()
            .orElseThrow());
  }
}
