package dev.konglightstep.rotation;

import static dev.konglightstep.rotation.OperatorSurroundings.KEY_SECRET;
import static dev.konglightstep.rotation.OperatorSurroundings.TOKEN_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.rotation.SecretStatus.Content;
import dev.konglightstep.rotation.TargetStatus.Holds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything that is known, and nothing that is secret. */
class StatusTest {
  private final OperatorSurroundings around = new OperatorSurroundings();

  @AfterEach
  void close() {
    assertThat(around.operations().status().secrets().toString()).doesNotContain("CANARY");
    assertThat(around.calls.writes()).isEmpty();
    around.close();
  }

  @Test
  void secrets_midRotation_tellsWhatEachPluginHolds() {
    around.only(KEY_SECRET);
    around.key("o", "CANARY-o", "", "live-o");
    around.key("b", "CANARY-b", "", "AWSPREVIOUS", "live-b");
    around.key("c", "CANARY-c", "b", "AWSCURRENT", "live-c");
    around.key("v", "CANARY-v", "c", "AWSPENDING", "live-v");
    around.secrets.rotationEnabled(KEY_SECRET, true);
    around
        .inner
        .holding("old", "CANARY-o")
        .holding("previous", "CANARY-b")
        .holding("current", "CANARY-c")
        .holding("pending", "CANARY-v")
        .holding("strange", "CANARY-x")
        .with("absent", new Held.Content.Absent())
        .with("empty", new Held.Content.Unusable())
        .with("vault", new Held.Content.Reference(Duration.ofSeconds(60)))
        .with("wrong", new Held.Content.Wrong("a vault of the environment"))
        .foreign("collector");

    SecretStatus.Known known = known();

    assertThat(known.rotationEnabled()).isTrue();
    assertThat(known.pending()).contains(new Pending("v", true, "it follows the version in force"));
    TargetStatus target = known.targets().getFirst();
    Map<String, Holds> holds =
        target.plugins().stream()
            .collect(Collectors.toMap(TargetStatus.Plugin::plugin, TargetStatus.Plugin::holds));
    assertThat(holds)
        .isEqualTo(
            Map.of(
                "old", new Holds.Version("o", Set.of("live-o")),
                "previous", new Holds.Version("b", Set.of("AWSPREVIOUS")),
                "current", new Holds.Version("c", Set.of("AWSCURRENT")),
                "pending", new Holds.Version("v", Set.of("AWSPENDING")),
                "strange", new Holds.Another(),
                "absent", new Holds.Absent(),
                "empty", new Holds.Unusable(),
                "vault", new Holds.Reference(Duration.ofSeconds(60)),
                "wrong", new Holds.Wrong("a vault of the environment")));
    assertThat(target.foreign()).containsExactly("collector");
  }

  @Test
  void secrets_versions_areNamedAndNeverShown() {
    around.only(TOKEN_SECRET);
    around.token("c", "CANARY-c", "", "AWSCURRENT");
    around.secrets.put(TOKEN_SECRET, "m", "CANARY-text", List.of("by-hand"));
    around.secrets.begin(TOKEN_SECRET, "v");

    assertThat(known().versions())
        .extracting(SecretStatus.Version::content)
        .containsExactly(
            new Content.Named("name-c", "pool"),
            new Content.Malformed(
                "secret arn:aws:secretsmanager:eu-west-1:000000000000:secret:"
                    + "kong/token-StndIn (version m): expected JSON"),
            new Content.Missing());
  }

  @Test
  void secrets_pending_isDeadForAReason() {
    around.only(TOKEN_SECRET);
    around.token("c", "CANARY-c", "", "AWSCURRENT");
    around.token("v", "CANARY-v", "b", "AWSPENDING");
    assertThat(known().pending()).contains(new Pending("v", false, "rotation is not enabled"));

    around.secrets.rotationEnabled(TOKEN_SECRET, true);
    assertThat(known().pending())
        .contains(new Pending("v", false, "version v was made from b, but AWSCURRENT is c"));

    around.secrets.move(TOKEN_SECRET, "AWSPREVIOUS", "v");
    assertThat(known().pending())
        .contains(
            new Pending("v", false, "version v was current before, and somebody took it back"));

    around.secrets.put(TOKEN_SECRET, "w", "CANARY-text", List.of("AWSPENDING"));
    assertThat(known().pending())
        .contains(new Pending("w", false, "its value is not of our shape"));
  }

  /** As while a rotation is only tested: the version that is pending is a copy of the current. */
  @Test
  void secrets_twoVersionsOfOneValue_countsAsCurrent() {
    around.only(TOKEN_SECRET);
    around.token("c", "CANARY-c", "", "AWSCURRENT");
    around.token("a", "CANARY-c", "", "AWSPENDING");
    around.edge.holding("p1", "CANARY-c");

    assertThat(known().targets().getFirst().plugins().getFirst().holds())
        .isEqualTo(new Holds.Version("c", Set.of("AWSCURRENT")));
  }

  @Test
  void secrets_whatCannotBeRead_saysWhy() {
    around.key("c", "CANARY-c", "", "AWSCURRENT");
    around.inner.troubled(Optional.of("kong does not know our credential (401)"));
    around.secrets.deleteWithoutRecovery(TOKEN_SECRET);

    List<SecretStatus> secrets = around.operations().status().secrets();

    assertThat(secrets.getFirst())
        .isEqualTo(
            new SecretStatus.Unreadable(
                TOKEN_SECRET,
                "secret kong/token is not here; check its name, its account and its region"));
    assertThat(((SecretStatus.Known) secrets.getLast()).targets().getFirst().unreadable())
        .contains("kong does not know our credential (401)");
  }

  private SecretStatus.Known known() {
    return (SecretStatus.Known) around.operations().status().secrets().getFirst();
  }
}
