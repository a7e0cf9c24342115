package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsManagerModelTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00.125Z");

  private Instant now = START;
  private final SecretsManagerModel model = new SecretsManagerModel(() -> now);

  /** Each on a secret whose version v1 is current and v2 pending and live. */
  static Stream<Change> changes() {
    return Stream.of(
        new Change("put", model -> model.put("key", "v3", "three")),
        new Change("put pending", model -> model.put("key", "v3", "three", List.of("AWSPENDING"))),
        new Change("put unlabelled", model -> model.put("key", "v3", "three", List.of())),
        new Change("begin", model -> model.begin("key", "v3")),
        new Change("move", model -> model.move("key", "AWSCURRENT", "v2")),
        new Change("move by ARN", model -> model.move(arn(), "live-v2", "v1")),
        new Change("remove", model -> model.remove("key", "live-v2")),
        new Change("rotation", model -> model.rotationEnabled("key", true)));
  }

  @Test
  void put_newVersions_moveTheLabels() {
    model.put("token", "v1", "one");
    assertThat(labels("token", "v1")).containsExactly("AWSCURRENT");

    model.put("token", "v2", "two");
    model.put("token", "v3", "three");

    assertThat(model.labelled("token", "AWSCURRENT").map(Version::id)).contains("v3");
    assertThat(model.labelled("token", "AWSPREVIOUS").map(Version::id)).contains("v2");
    assertThat(labels("token", "v1")).isEmpty();
  }

  @Test
  void put_customLabels_sitOnOneVersionOnly() {
    model.put("key", "v1", "one", List.of("AWSCURRENT", "live-v1"));
    model.put("key", "v2", "two", List.of("AWSPENDING", "live-v2"));
    model.put("key", "v3", "three", List.of("AWSPENDING", "live-v1"));

    assertThat(stages())
        .isEqualTo(
            Map.of(
                "v1", Set.of("AWSCURRENT"),
                "v2", Set.of("live-v2"),
                "v3", Set.of("AWSPENDING", "live-v1")));
  }

  @Test
  void put_otherValueUnderTheSameId_isRefused() {
    model.put("key", "v1", "one");
    model.put("key", "v1", "one");

    assertThatThrownBy(() -> model.put("key", "v1", "CANARY"))
        .isInstanceOf(SecretsManagerFailure.class)
        .hasMessageContaining("already in use");
    assertThat(model.version("key", "v1").flatMap(Version::value)).contains("one");
  }

  @Test
  void begin_versionWithoutAValue_getsItLater() {
    model.put("key", "v1", "one");
    model.begin("key", "v2");
    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT"), "v2", Set.of("AWSPENDING")));
    assertThat(model.version("key", "v2").orElseThrow().value()).isEmpty();

    model.put("key", "v2", "two", List.of());

    assertThat(model.labelled("key", "AWSPENDING").flatMap(Version::value)).contains("two");
  }

  @Test
  void move_current_leavesPreviousBehind() {
    model.put("key", "v1", "one");
    model.put("key", "v2", "two");
    model.put("key", "v3", "three", List.of("AWSPENDING"));

    model.move("key", "AWSCURRENT", "v3");
    assertThat(stages())
        .isEqualTo(Map.of("v2", Set.of("AWSPREVIOUS"), "v3", Set.of("AWSCURRENT", "AWSPENDING")));

    model.move("key", "AWSCURRENT", "v3");
    assertThat(labels("key", "v2")).containsExactly("AWSPREVIOUS");

    model.move("key", "AWSCURRENT", "v2");
    assertThat(labels("key", "v2")).containsExactly("AWSCURRENT");
    assertThat(labels("key", "v3")).containsExactlyInAnyOrder("AWSPREVIOUS", "AWSPENDING");
  }

  @Test
  void move_unknownVersion_changesNothing() {
    model.put("key", "v1", "one");

    assertThatThrownBy(() -> model.move("key", "AWSCURRENT", "v9"))
        .isInstanceOf(SecretsManagerFailure.class);
    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSCURRENT")));
    assertThatThrownBy(() -> model.move("other", "AWSCURRENT", "v1"))
        .isInstanceOf(SecretsManagerFailure.class);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void lastChanged_anyChange_isRenewed(Change change) {
    model.put("key", "v1", "one");
    model.put("key", "v2", "two", List.of("AWSPENDING", "live-v2"));
    now = START.plusSeconds(60);

    assertThat(model.describe("key").orElseThrow().lastChanged()).isEqualTo(START);
    change.action.accept(model);
    assertThat(model.describe("key").orElseThrow().lastChanged()).isEqualTo(now);
  }

  @Test
  void version_seenBefore_staysAsItWas() {
    model.put("key", "v1", "one");
    Version seen = model.version("key", "v1").orElseThrow();
    model.remove("key", "AWSCURRENT");

    assertThat(seen.labels()).containsExactly("AWSCURRENT");
    assertThat(stages()).isEmpty();
  }

  @Test
  void labelled_byArn_findsTheSecret() {
    model.put("kong/token", "v1", "CANARY");
    String arn = SecretsManagerModel.arn("kong/token");

    assertThat(model.labelled(arn, "AWSCURRENT")).isPresent();
    assertThat(model.labelled(arn, "AWSCURRENT").orElseThrow().toString()).doesNotContain("CANARY");
    assertThat(model.labelled("kong/other", "AWSCURRENT")).isEmpty();
    assertThat(model.describe("kong/other")).isEmpty();
  }

  @Test
  void name_ofEveryForm_isTheName() {
    String arn = SecretsManagerModel.arn("kong/a-b");

    assertThat(SecretsManagerModel.name("kong/a-b")).isEqualTo("kong/a-b");
    assertThat(SecretsManagerModel.name(arn)).isEqualTo("kong/a-b");
    assertThat(SecretsManagerModel.name(arn.substring(0, arn.lastIndexOf('-'))))
        .isEqualTo("kong/a-b");
    assertThat(SecretsManagerModel.arn(arn)).isEqualTo(arn);
  }

  private Set<String> labels(String secret, String versionId) {
    return model.version(secret, versionId).orElseThrow().labels();
  }

  private Map<String, Set<String>> stages() {
    return model.describe("key").orElseThrow().stages();
  }

  private static String arn() {
    return SecretsManagerModel.arn("key");
  }

  record Change(String name, Consumer<SecretsManagerModel> action) {
    @Override
    public String toString() {
      return name;
    }
  }
}
