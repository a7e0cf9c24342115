package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaggingReadsTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  private Instant now = START;
  private final SecretsManagerModel model = new SecretsManagerModel(() -> now);

  /** v1 at the start, v2 pending at 10 s, v2 current at 30 s. */
  @BeforeEach
  void prepare() {
    model.createSecret("key", "v1", Optional.of("one"));
    now = START.plusSeconds(10);
    model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", "AWSPENDING"));
    now = START.plusSeconds(30);
    model.updateSecretVersionStage(UpdateSecretVersionStage.move("key", "AWSCURRENT", "v1", "v2"));
  }

  @Test
  void asOf_eachLag_showsWhatWasThen() {
    assertThat(stages(0))
        .isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v2", Set.of("AWSCURRENT", "AWSPENDING")));
    assertThat(stages(1)).isEqualTo(Map.of("v1", Set.of("AWSCURRENT"), "v2", Set.of("AWSPENDING")));
    assertThat(stages(20)).isEqualTo(stages(1));
    assertThat(stages(21)).isEqualTo(Map.of("v1", Set.of("AWSCURRENT")));
    assertThat(stages(30)).isEqualTo(stages(21));
    assertThatThrownBy(() -> stages(31)).isInstanceOf(SecretsManagerFailure.class);
  }

  @Test
  void asOf_values_lagLikeLabels() {
    assertThat(reads(1).byLabel("key", "AWSCURRENT").value()).contains("one");
    assertThat(reads(1).byId("key", "v2").value()).contains("two");
    assertThatThrownBy(() -> reads(21).byId("key", "v2")).isInstanceOf(SecretsManagerFailure.class);
    assertThat(reads(21).listSecretVersionIds("key", true)).hasSize(1);
  }

  @Test
  void asOf_keptOverTime_moves() {
    SecretReads reads = reads(20);
    now = START.plusSeconds(50);

    assertThat(reads.describeSecret("key").stages()).isEqualTo(stages(0));
  }

  @Test
  void asOf_longAgo_isWhatWasThenAndNoMore() {
    now = START.plusSeconds(600);
    assertThat(stages(60)).isEqualTo(stages(0));
    model.putSecretValue(PutSecretValue.current("key", "v3", "three"));

    assertThat(stages(1)).containsOnlyKeys("v1", "v2");
    assertThat(stages(60)).isEqualTo(stages(1));
    assertThatThrownBy(() -> reads(61)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> reads(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void asOf_manyChanges_areAllKeptForTheLag() {
    for (int second = 31; second <= 200; second++) {
      now = START.plusSeconds(second);
      model.putSecretValue(PutSecretValue.current("key", "s" + second, "value"));
    }

    for (int lag = 0; lag <= 60; lag++) {
      assertThat(reads(lag).byLabel("key", "AWSCURRENT").id()).isEqualTo("s" + (200 - lag));
    }
  }

  @Test
  void history_manyChanges_isForgottenBeyondTheLag() {
    History history = new History();
    for (int second = 0; second < 1000; second++) {
      history.add(Optional.empty(), START.plusSeconds(second));
      history.add(Optional.empty(), START.plusSeconds(second));
    }

    assertThat(history.length()).isEqualTo(61);
  }

  @Test
  void asOf_deletedSinceThen_isStillThere() {
    now = START.plusSeconds(40);
    model.deleteWithoutRecovery("key");

    assertThatThrownBy(() -> stages(0)).isInstanceOf(SecretsManagerFailure.class);
    assertThat(stages(1)).containsOnlyKeys("v1", "v2");
  }

  @Test
  void copy_goesItsOwnWay() {
    SecretsManagerModel copy = model.copy(() -> now);
    now = START.plusSeconds(40);
    copy.putSecretValue(PutSecretValue.current("key", "v3", "three"));

    assertThat(model.version("key", "v3")).isEmpty();
    assertThat(copy.asOf(Duration.ofSeconds(10)).describeSecret("key").stages())
        .isEqualTo(stages(0));
    assertThat(copy.asOf(Duration.ofSeconds(11)).describeSecret("key").stages())
        .isEqualTo(stages(11));
  }

  private SecretReads reads(int lag) {
    return model.asOf(Duration.ofSeconds(lag));
  }

  private Map<String, Set<String>> stages(int lag) {
    return reads(lag).describeSecret("key").stages();
  }
}
