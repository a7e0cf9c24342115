package dev.konglightstep.cli;

import static dev.konglightstep.cli.LocalSet.INGEST_KEY_SECRET;
import static dev.konglightstep.cli.LocalSet.POOL_SECRET;
import static dev.konglightstep.cli.LocalSet.TOKEN_SECRET;
import static dev.konglightstep.cli.OperatorSet.KEY_ARN;
import static dev.konglightstep.cli.OperatorSet.TOKEN_ARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.rotation.Held;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.KongAdminFace;
import dev.konglightstep.standins.kong.admin.KongAdminModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator's commands on the whole local set: what they print, how they end, what they do. */
class OperatorCommandsTest {
  private final OperatorSet around = new OperatorSet();

  @AfterEach
  void close() {
    around.close();
  }

  @Test
  void init_bringsBothSecretsToTheirTargets() {
    assertThat(run("init")).isZero();

    assertThat(around.lines())
        .containsSubsequence(
            "secret " + TOKEN_ARN + ": done",
            "  version local-1 (local-1) is AWSCURRENT",
            "  targets written: edge",
            "secret " + KEY_ARN + ": done",
            "  targets written: inner",
            "init: done; now switch the schedules on: deploy with Rotation=on");
    assertThat(around.edge.written()).containsExactly("CANARY-token");
    assertThat(around.inner.written()).containsExactly("CANARY-key");
    assertThat(labels(INGEST_KEY_SECRET, "local-1")).contains("live-local-1");
    assertThat(around.all()).contains("\"type\":\"TargetUpdated\"");
  }

  @Test
  void init_refusedToken_fails() {
    around.lightstep().refuse("CANARY-token");

    assertThat(run("init")).isEqualTo(1);

    assertThat(around.lines())
        .containsSubsequence(
            "secret " + TOKEN_SECRET + ": FAILED",
            "secret " + KEY_ARN + ": done",
            "init: not everything could be done; mend what is named and repeat it");
    assertThat(around.edge.written()).isEmpty();
  }

  /** Targets as KONG_TARGETS describes them, behind Kong's Admin API. */
  @Test
  void init_onKong_addsTheKeyAndKeepsTheOtherHeaders() {
    KongAdminModel kong =
        new KongAdminModel(
            Edition.OPEN_SOURCE, InstantSource.system(), () -> UUID.randomUUID().toString());
    String plugin =
        kong.addOpenTelemetry(
            KongAdminModel.DEFAULT,
            Optional.empty(),
            URI.create(around.environment.get("PROXY_URL") + "/v1/traces"),
            Map.of("x-extra", "stays"));
    try (StandIn<KongAdminModel> admin = StandIn.start(kong, KongAdminFace::new)) {
      around.environment.put(
          "KONG_TARGETS",
          """
          [{"name":"edge","secret":"%s","kind":"admin","urls":["%s"],
            "header":"x-ingest-key","add":true}]
          """
              .formatted(INGEST_KEY_SECRET, admin.url()));

      assertThat(run("status")).isZero();
      assertThat(around.lines())
          .contains("    plugin " + admin.url() + "/plugins/" + plugin + ": absent");
      assertThat(run("init")).isZero();
      assertThat(around.lines())
          .containsSubsequence("secret " + TOKEN_ARN + ": done", "  no target had to be written")
          .containsSubsequence("secret " + KEY_ARN + ": done", "  targets written: edge");
      assertThat(kong.config(KongAdminModel.DEFAULT, plugin).orElseThrow().headers())
          .isEqualTo(Map.of("x-extra", "stays", "x-ingest-key", "CANARY-key"));
      assertThat(run("status")).isZero();
      assertThat(around.lines())
          .anySatisfy(line -> assertThat(line).endsWith(": current (version local-1)"));
    }
  }

  @Test
  void status_showsEverythingButValues() {
    around.secrets().begin(TOKEN_SECRET, "v");
    around.inner.holds(new Held.Content.Reference(Duration.ofMinutes(2)));

    assertThat(run("status")).isZero();

    assertThat(around.lines())
        .filteredOn(line -> !line.startsWith("  rotation is"))
        .containsExactly(
            "secret " + TOKEN_ARN,
            "  version local-1 [AWSCURRENT]: name local-1, issuer pool",
            "  version v [AWSPENDING]: no value yet",
            "  AWSPENDING on version v is dead: rotation is not enabled; \"rotation reset\" takes"
                + " it off",
            "  target edge",
            "    plugin p1: another value",
            "    plugin p9: foreign, never touched",
            "secret " + KEY_ARN,
            "  version local-1 [AWSCURRENT]: name local-1, issuer generated",
            "  target inner",
            "    plugin p1: vault reference, read again every PT2M",
            "    plugin p9: foreign, never touched",
            "pool: 3 tokens, 3 available: local-2, local-3, local-4");
    assertThat(around.lines())
        .anySatisfy(
            line -> assertThat(line).startsWith("  rotation is not enabled; last changed 2"));
  }

  @Test
  void status_secretThatIsNotThere_saysSoAndFails() {
    around.environment.put("POOL_SECRET_ID", "kong-lightstep/missing");
    around.secrets().deleteWithoutRecovery(TOKEN_SECRET);

    assertThat(run("status")).isEqualTo(1);

    assertThat(around.lines())
        .containsSubsequence("secret " + TOKEN_SECRET + ": cannot be read", "pool: cannot be read");
  }

  @Test
  void rotate_withoutDryRun_saysWhoseItIs() {
    assertThat(run("rotate")).isEqualTo(2);
    assertThat(around.errors()).contains("rotating is Secrets Manager's").contains("--dry-run");
  }

  @Test
  void rotate_dryRun_foreseesAndSaysWhatIsInTheWay() {
    around.secrets().rotationEnabled(INGEST_KEY_SECRET, true);

    assertThat(run("rotate", "--dry-run")).isEqualTo(1);

    assertThat(around.lines())
        .containsSubsequence(
            "secret " + TOKEN_ARN,
            "  would take pool token local-2",
            "    plugin p1: would be written; now another value",
            "  setSecret needs an invocation with PT7M left",
            "  obstacle: rotation is not enabled; the template's schedules enable it",
            "  a rotation would fail",
            "secret " + KEY_ARN,
            "  would take a new key of 256 bits",
            "  a rotation would succeed, as far as can be seen");
    around.secrets().rotationEnabled(TOKEN_SECRET, true);
    assertThat(run("rotate", "--dry-run")).isZero();
    assertThat(around.edge.written()).isEmpty();
  }

  @Test
  void reset_givesTheRotationUp() {
    around.secrets().begin(INGEST_KEY_SECRET, "v");

    assertThat(run("rotation", "reset", "--secret", INGEST_KEY_SECRET)).isZero();

    assertThat(around.lines())
        .containsSubsequence(
            "secret " + KEY_ARN + ": done",
            "  version local-1 (local-1) is AWSCURRENT",
            "  AWSPENDING was taken off version v",
            "  targets written: inner");
    assertThat(around.secrets().labelled(INGEST_KEY_SECRET, SecretsManagerModel.PENDING)).isEmpty();
    assertThat(around.edge.written()).isEmpty();
  }

  @Test
  void reset_secretThatIsNotOurs_isBadInput() {
    assertThat(run("rotation", "reset", "--secret", "other")).isEqualTo(2);
    assertThat(around.errors()).contains("--secret: no such secret in the settings; there are [");
  }

  @Test
  void pool_list_showsStatesAndNames() {
    assertThat(run("pool", "list")).isZero();

    assertThat(around.lines())
        .containsExactly(
            "available  -                     local-2",
            "available  -                     local-3",
            "available  -                     local-4",
            "pool: 3 tokens, 3 available: local-2, local-3, local-4");
  }

  @Test
  void pool_add_takesTheTokenFromStandardInput() {
    around.typing("  CANARY-0123456789-0123456789-012\r\n");

    assertThat(run("pool", "add", "kong-9")).isZero();

    assertThat(around.lines())
        .containsExactly("added kong-9 to the pool of project local; available now: 4");
    assertThat(around.errors()).isEmpty();
    assertThat(around.secrets().labelled(POOL_SECRET, SecretsManagerModel.CURRENT))
        .hasValueSatisfying(
            version ->
                assertThat(version.value().orElseThrow())
                    .contains("\"token\":\"CANARY-0123456789-0123456789-012\""));
  }

  @Test
  void pool_addOfAnUnusualLength_warns() {
    around.typing("CANARY-short");

    assertThat(run("pool", "add", "kong-9")).isZero();

    assertThat(around.errors())
        .contains("access tokens have 32, 84 or 104 characters, this one has 12");
  }

  @Test
  void pool_addOfSomethingElse_isBadInputAndChangesNothing() {
    for (String text : List.of("", "CANARY two words", "CANARY-1\nCANARY-2", "CANARY-\u00e4")) {
      around.typing(text);
      assertThat(run("pool", "add", "kong-9")).isEqualTo(2);
      assertThat(around.errors()).contains("standard input: expected one line with the token");
    }
    around.typing("CANARY-fine");
    assertThat(run("pool", "add", "two\nlines")).isEqualTo(2);
    assertThat(run("pool", "add", " ")).isEqualTo(2);
    assertThat(run("pool", "add", "local-2")).isEqualTo(2);
    assertThat(around.errors()).contains("the pool has a token called local-2 already");
    assertThat(run("pool", "add", "CANARY-fine")).isEqualTo(2);
    assertThat(around.secrets().labelled(POOL_SECRET, SecretsManagerModel.CURRENT))
        .hasValueSatisfying(version -> assertThat(version.id()).isEqualTo("local-1"));
  }

  /** What picocli says of an argument that it does not know quotes it. */
  @Test
  void pool_tokenAsAnArgument_isRefusedAndNotRepeated() {
    assertThat(run("pool", "add", "kong-9", "CANARY-argument")).isEqualTo(2);
    assertThat(run("pool", "add", "kong-9", "--token=CANARY-option")).isEqualTo(2);
    assertThat(run("pool", "CANARY-mistyped")).isEqualTo(2);
    assertThat(around.errors()).contains("never as an argument");
  }

  @Test
  void anyCommand_missingSetting_isBadInputThatNamesIt() {
    around.environment.remove("POOL_SECRET_ID");
    assertThat(run("status")).isEqualTo(2);
    assertThat(around.errors()).startsWith("kong-lightstep: POOL_SECRET_ID: is missing");

    around.environment.remove("TOKEN_SECRET_ID");
    assertThat(run("pool", "list")).isEqualTo(2);
    assertThat(around.errors()).startsWith("kong-lightstep: TOKEN_SECRET_ID: is missing");
  }

  @Test
  void poolAndRotation_alone_areBadInput() {
    assertThat(run("pool")).isEqualTo(2);
    assertThat(run("rotation")).isEqualTo(2);
    assertThat(run("pool", "--help")).isZero();
  }

  @Test
  void pool_unreadable_failsAndQuotesNothing() {
    around.secrets().put(POOL_SECRET, "p2", "[\"CANARY-text\"]");

    assertThat(run("pool", "list")).isEqualTo(1);

    assertThat(around.errors())
        .isEqualTo(
            "kong-lightstep: secret kong-lightstep/pool (AWSCURRENT): expected a JSON object");
  }

  /** Every run of every test, whatever it is about. */
  private int run(String... args) {
    int exit = around.run(args);
    assertThat(around.all()).doesNotContain("CANARY");
    return exit;
  }

  private Set<String> labels(String secretId, String version) {
    return around.secrets().version(secretId, version).orElseThrow().labels();
  }
}
