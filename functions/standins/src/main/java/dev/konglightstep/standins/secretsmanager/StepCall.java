package dev.konglightstep.standins.secretsmanager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The event of one call of a rotation function; its text form does not show the rotation's token.
 *
 * @param secretId the ARN
 * @param rotationToken older services sent none
 */
public record StepCall(
    Step step, String secretId, String clientRequestToken, Optional<String> rotationToken) {

  /** The event as the function gets it. */
  public String json() {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("Step", step.wireName())
            .put("SecretId", secretId)
            .put("ClientRequestToken", clientRequestToken);
    rotationToken.ifPresent(token -> event.put("RotationToken", token));
    return event.toString();
  }

  @Override
  public String toString() {
    return "StepCall[" + step.wireName() + " " + secretId + " " + clientRequestToken + "]";
  }
}
