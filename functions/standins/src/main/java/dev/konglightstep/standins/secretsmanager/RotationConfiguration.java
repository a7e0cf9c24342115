package dev.konglightstep.standins.secretsmanager;

import java.util.Optional;

/** What RotateSecret stores; CancelRotateSecret only switches it off. */
record RotationConfiguration(
    boolean enabled, Optional<String> lambdaArn, Optional<RotationRules> rules) {
  static final RotationConfiguration NONE =
      new RotationConfiguration(false, Optional.empty(), Optional.empty());

  RotationConfiguration enabled(boolean on) {
    return new RotationConfiguration(on, lambdaArn, rules);
  }

  /**
   * With what a call brought, the rest as it was.
   *
   * @throws SecretsManagerFailure if no call ever named a function
   */
  RotationConfiguration with(RotateSecret request) {
    request.rules().ifPresent(RotationRules::check);
    Optional<String> arn = request.lambdaArn().or(() -> lambdaArn);
    if (arn.isEmpty()) {
      throw SecretsManagerFailure.invalidRequest(
          "No Lambda rotation function ARN is associated with this secret.");
    }
    return new RotationConfiguration(true, arn, request.rules().or(() -> rules));
  }
}
