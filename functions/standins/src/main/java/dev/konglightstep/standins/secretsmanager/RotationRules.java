package dev.konglightstep.standins.secretsmanager;

import java.util.Optional;

/** When a secret is rotated (AWS API reference, "RotationRulesType"); kept, not acted upon. */
public record RotationRules(
    Optional<Integer> automaticallyAfterDays,
    Optional<String> scheduleExpression,
    Optional<String> duration) {
  private static final int MAX_DAYS = 1000;

  public static RotationRules schedule(String expression) {
    return new RotationRules(Optional.empty(), Optional.of(expression), Optional.empty());
  }

  void check() {
    if (automaticallyAfterDays.isPresent() && scheduleExpression.isPresent()) {
      throw SecretsManagerFailure.invalidParameter(
          "RotationRules: AutomaticallyAfterDays or ScheduleExpression, but not both");
    }
    if (automaticallyAfterDays.filter(days -> days < 1 || days > MAX_DAYS).isPresent()) {
      throw SecretsManagerFailure.invalidParameter(
          "RotationRules.AutomaticallyAfterDays: expected 1 to " + MAX_DAYS);
    }
  }
}
