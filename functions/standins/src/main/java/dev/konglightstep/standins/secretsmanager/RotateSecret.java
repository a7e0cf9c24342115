package dev.konglightstep.standins.secretsmanager;

import java.util.Optional;

/**
 * The call of that name.
 *
 * @param clientRequestToken the id of the version to be made
 * @param lambdaArn kept for later calls; without it the one that an earlier call gave
 * @param immediately false only tests the function, on a version that goes away again
 */
public record RotateSecret(
    String secretId,
    String clientRequestToken,
    Optional<String> lambdaArn,
    Optional<RotationRules> rules,
    boolean immediately) {

  /** At once, by a function that may have been named before. */
  public static RotateSecret now(String secretId, String clientRequestToken) {
    return new RotateSecret(secretId, clientRequestToken, Optional.empty(), Optional.empty(), true);
  }

  public RotateSecret by(String arn) {
    return new RotateSecret(secretId, clientRequestToken, Optional.of(arn), rules, immediately);
  }

  public RotateSecret testOnly() {
    return new RotateSecret(secretId, clientRequestToken, lambdaArn, rules, false);
  }

  RotateSecret withToken(String token) {
    return new RotateSecret(secretId, token, lambdaArn, rules, immediately);
  }
}
