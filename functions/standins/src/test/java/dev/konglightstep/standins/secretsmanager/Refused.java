package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

/** Expects that a call is refused by that error, says no value, and has changed nothing. */
final class Refused {
  private Refused() {}

  static void with(SecretsManagerFailure.Code code, SecretsManagerModel model, Runnable call) {
    List<Object> before = state(model);
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            SecretsManagerFailure.class, e -> assertThat(e.code()).isEqualTo(code))
        .message()
        .doesNotContain("CANARY");
    assertThat(state(model)).isEqualTo(before);
  }

  /** All that can be seen of the secret "key". */
  private static List<Object> state(SecretsManagerModel model) {
    return List.of(
        model.describe("key"),
        model.describe("key").stream()
            .flatMap(description -> model.listSecretVersionIds("key", true).stream())
            .map(version -> List.of(version.id(), version.value(), version.labels()))
            .toList(),
        model.events());
  }
}
