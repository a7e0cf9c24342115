package dev.konglightstep.standins.secretsmanager;

import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.INVALID_PARAMETER;
import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.LIMIT_EXCEEDED;
import static dev.konglightstep.standins.secretsmanager.SecretsManagerFailure.Code.RESOURCE_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateSecretVersionStageTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  private final SecretsManagerModel model = new SecretsManagerModel(() -> START);

  /** v1 AWSPREVIOUS, v2 AWSCURRENT and live-v2, v3 AWSPENDING, v4 without a label. */
  @BeforeEach
  void prepare() {
    model.createSecret("key", "v1", Optional.of("one"));
    model.putSecretValue(PutSecretValue.labelled("key", "v2", "two", "AWSCURRENT", "live-v2"));
    model.putSecretValue(PutSecretValue.labelled("key", "v3", "three", "AWSPENDING"));
    model.putSecretValue(PutSecretValue.labelled("key", "v4", "four", "gone"));
    model.updateSecretVersionStage(UpdateSecretVersionStage.remove("key", "gone", "v4"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          AWSCURRENT,  v2, v3, v2=AWSPREVIOUS+live-v2 v3=AWSCURRENT+AWSPENDING
          AWSCURRENT,  v2, v1, v1=AWSCURRENT v2=AWSPREVIOUS+live-v2 v3=AWSPENDING
          AWSCURRENT,  v2, v4, v2=AWSPREVIOUS+live-v2 v3=AWSPENDING v4=AWSCURRENT
          AWSCURRENT,  v2, v2, v1=AWSPREVIOUS v2=AWSCURRENT+live-v2 v3=AWSPENDING
          AWSCURRENT,  -,  v2, v1=AWSPREVIOUS v2=AWSCURRENT+live-v2 v3=AWSPENDING
          AWSPREVIOUS, v1, v4, v2=AWSCURRENT+live-v2 v3=AWSPENDING v4=AWSPREVIOUS
          AWSPENDING,  v3, v2, v1=AWSPREVIOUS v2=AWSCURRENT+AWSPENDING+live-v2
          AWSPENDING,  v3, -,  v1=AWSPREVIOUS v2=AWSCURRENT+live-v2
          live-v2,     v2, v4, v1=AWSPREVIOUS v2=AWSCURRENT v3=AWSPENDING v4=live-v2
          live-v2,     v2, -,  v1=AWSPREVIOUS v2=AWSCURRENT v3=AWSPENDING
          live-v4,     -,  v4, v1=AWSPREVIOUS v2=AWSCURRENT+live-v2 v3=AWSPENDING v4=live-v4
          """)
  void update_labelWhereTheCallerThinks_moves(String label, String from, String to, String stages) {
    model.updateSecretVersionStage(
        new UpdateSecretVersionStage(
            "key", label, Optional.ofNullable(from), Optional.ofNullable(to)));

    assertThat(text(model.describeSecret("key").stages())).isEqualTo(stages);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          AWSCURRENT, -,  v3
          AWSCURRENT, v1, v3
          AWSCURRENT, v9, v3
          AWSCURRENT, v1, v2
          AWSCURRENT, v2, -
          AWSCURRENT, -,  -
          AWSPENDING, -,  v2
          AWSPENDING, v1, -
          live-v2,    -,  v3
          live-v2,    v3, v3
          live-v9,    v2, v3
          live-v9,    v2, -
          """)
  void update_labelElsewhere_isRefused(String label, String from, String to) {
    Refused.with(
        INVALID_PARAMETER,
        model,
        () ->
            model.updateSecretVersionStage(
                new UpdateSecretVersionStage(
                    "key", label, Optional.ofNullable(from), Optional.ofNullable(to))));
  }

  @Test
  void update_unknownVersionOrSecret_isRefused() {
    Refused.with(
        RESOURCE_NOT_FOUND,
        model,
        () ->
            model.updateSecretVersionStage(
                UpdateSecretVersionStage.move("key", "AWSCURRENT", "v2", "v9")));
    Refused.with(
        RESOURCE_NOT_FOUND,
        model,
        () -> model.updateSecretVersionStage(UpdateSecretVersionStage.add("other", "live", "v1")));
  }

  @Test
  void update_oneLabelTooMany_isRefused() {
    IntStream.range(0, 16)
        .forEach(
            i ->
                model.updateSecretVersionStage(
                    UpdateSecretVersionStage.add("key", "more-" + i, "v4")));

    Refused.with(
        LIMIT_EXCEEDED,
        model,
        () -> model.updateSecretVersionStage(UpdateSecretVersionStage.add("key", "more", "v4")));
  }

  private static String text(Map<String, Set<String>> stages) {
    StringBuilder text = new StringBuilder();
    stages.forEach(
        (id, labels) -> text.append(id).append('=').append(String.join("+", labels)).append(' '));
    return text.toString().strip();
  }
}
