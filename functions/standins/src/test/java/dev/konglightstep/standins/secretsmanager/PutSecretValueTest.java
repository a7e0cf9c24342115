package dev.konglightstep.standins.secretsmanager;

import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.INVALID_PARAMETER;
import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.LIMIT_EXCEEDED;
import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.RESOURCE_EXISTS;
import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.RESOURCE_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PutSecretValueTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  private Instant now = START;
  private final SecretsManagerModel model = new SecretsManagerModel(() -> now);

  @BeforeEach
  void create() {
    model.createSecret("key", "v1", Optional.of("one"));
  }

  @Test
  void put_withoutStages_isCurrentAtOnce() {
    model.putSecretValue(PutSecretValue.current("key", "v2", "two"));
    model.putSecretValue(PutSecretValue.current("key", "v3", "three"));

    assertThat(stages()).isEqualTo(Map.of("v2", Set.of("AWSPREVIOUS"), "v3", Set.of("AWSCURRENT")));
    assertThat(model.getSecretValue("key", Optional.empty(), Optional.empty()).value())
        .contains("three");
  }

  @Test
  void put_stages_areTakenFromWhereTheySit() {
    model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", "AWSPENDING", "live-v2"));
    Version third =
        model.putSecretValue(PutSecretValue.labelled("key", "v3", "three", "AWSPENDING"));

    assertThat(third.labels()).containsExactly("AWSPENDING");
    assertThat(stages())
        .isEqualTo(
            Map.of(
                "v1", Set.of("AWSCURRENT"),
                "v2", Set.of("live-v2"),
                "v3", Set.of("AWSPENDING")));
  }

  @Test
  void put_repeated_doesNothingEvenIfLabelsMovedSince() {
    model.putSecretValue(PutSecretValue.current("key", "v2", "two"));
    now = START.plusSeconds(60);

    Version again = model.putSecretValue(PutSecretValue.current("key", "v1", "one"));

    assertThat(again.labels()).containsExactly("AWSPREVIOUS");
    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v2", Set.of("AWSCURRENT")));
    assertThat(model.describeSecret("key").lastChanged()).isEqualTo(START);
  }

  @Test
  void put_otherValueUnderTheSameToken_isRefused() {
    model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", "AWSPENDING"));

    refused(RESOURCE_EXISTS, PutSecretValue.labelled("key", "v2", "CANARY", "AWSPENDING"));
    refused(RESOURCE_EXISTS, PutSecretValue.current("key", "v1", "CANARY"));
  }

  @Test
  void put_onAVersionThatARotationRegistered_givesItTheValue() {
    model.rotateSecret(RotateSecret.now("key", "v2").by("arn"), "token");

    model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", "AWSPENDING", "live-v2"));

    assertThat(model.getSecretValue("key", Optional.of("v2"), Optional.of("AWSPENDING")).value())
        .contains("two");
    assertThat(stages())
        .isEqualTo(Map.of("v1", Set.of("AWSCURRENT"), "v2", Set.of("AWSPENDING", "live-v2")));
    refused(RESOURCE_EXISTS, PutSecretValue.labelled("key", "v2", "CANARY", "AWSPENDING"));
  }

  @Test
  void put_theFirstVersion_isCurrentWhateverItsStages() {
    model.createSecret("empty", "unused", Optional.empty());

    model.putSecretValue(PutSecretValue.labelled("empty", "v1", "one", "AWSPENDING"));

    assertThat(model.describeSecret("empty").stages())
        .isEqualTo(Map.of("v1", Set.of("AWSCURRENT", "AWSPENDING")));
  }

  @Test
  void put_pendingOfAValuelessSecret_isNotTheFirstVersion() {
    model.createSecret("empty", "unused", Optional.empty());
    model.rotateSecret(RotateSecret.now("empty", "v1").by("arn"), "token");

    model.putSecretValue(PutSecretValue.labelled("empty", "v1", "one", "AWSPENDING"));

    assertThat(model.describeSecret("empty").stages())
        .isEqualTo(Map.of("v1", Set.of("AWSPENDING")));
  }

  @Test
  void put_currentAndPreviousAtOnce_previousStaysWhereCurrentLeft() {
    model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", "AWSCURRENT", "AWSPREVIOUS"));

    assertThat(stages()).isEqualTo(Map.of("v1", Set.of("AWSPREVIOUS"), "v2", Set.of("AWSCURRENT")));
  }

  @Test
  void put_emptyStages_isRefused() {
    refused(
        INVALID_PARAMETER,
        new PutSecretValue("key", "v2", "CANARY", Optional.of(Set.of()), Optional.empty()));
  }

  @Test
  void put_noSuchSecret_isRefused() {
    refused(RESOURCE_NOT_FOUND, PutSecretValue.current("other", "v1", "CANARY"));
  }

  @Test
  void put_moreThanTwentyLabels_isRefusedOverAllVersions() {
    String[] nineteen = IntStream.range(0, 19).mapToObj(i -> "live-" + i).toArray(String[]::new);
    model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", nineteen));

    refused(LIMIT_EXCEEDED, PutSecretValue.labelled("key", "v3", "CANARY", "live-19"));
    refused(LIMIT_EXCEEDED, PutSecretValue.current("key", "v3", "CANARY"));
    model.putSecretValue(PutSecretValue.labelled("key", "v3", "three", "live-18"));
  }

  @Test
  void toString_everyRecord_showsNoValue() {
    PutSecretValue put =
        new PutSecretValue("key", "v2", "CANARY", Optional.empty(), Optional.of("CANARY"));
    assertThat(put.toString()).contains("v2").doesNotContain("CANARY");
    assertThat(model.putSecretValue(put).toString()).contains("v2").doesNotContain("CANARY");
    assertThat(new Rotating("v2", "CANARY", false, false).toString())
        .contains("v2")
        .doesNotContain("CANARY");
  }

  private void refused(SecretsManagerFailure.Code code, PutSecretValue put) {
    Refused.with(code, model, () -> model.putSecretValue(put));
  }

  private Map<String, Set<String>> stages() {
    return model.describeSecret("key").stages();
  }
}
