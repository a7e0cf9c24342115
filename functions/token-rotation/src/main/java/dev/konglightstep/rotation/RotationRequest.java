package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.Token;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of Secrets Manager.
 *
 * @param secretId the secret's ARN
 * @param versionId the ClientRequestToken, which is the id of the version in the making
 * @param rotationToken to be handed back with the value; a credential, absent in older regions
 */
public record RotationRequest(
    Step step, String secretId, String versionId, Optional<Token> rotationToken) {

  /**
   * The event's fields, as they came.
   *
   * @throws RotationException naming the field that is missing or malformed, never its content
   */
  public static RotationRequest of(
      @Nullable String step,
      @Nullable String secretId,
      @Nullable String clientRequestToken,
      @Nullable String rotationToken) {
    return new RotationRequest(
        Step.of(required("Step", step))
            .orElseThrow(
                () ->
                    RotationException.refused(
                        "Step: expected createSecret, setSecret, testSecret or finishSecret")),
        required("SecretId", secretId),
        required("ClientRequestToken", clientRequestToken),
        Optional.ofNullable(rotationToken)
            .filter(token -> !token.isEmpty())
            .map(RotationRequest::token));
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw RotationException.refused(
          field + " is missing; expected an event of Secrets Manager's rotation");
    }
    return value;
  }

  private static Token token(String value) {
    try {
      return Token.of(value);
    } catch (IllegalArgumentException e) {
      throw RotationException.refused("RotationToken: expected visible ASCII characters");
    }
  }
}
