package dev.konglightstep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.nio.charset.StandardCharsets;

/**
 * What Secrets Manager does before it calls a rotation function: the version that the event names
 * is AWSPENDING and has no value yet (AWS Secrets Manager user guide, "Rotation by Lambda
 * function").
 */
final class RotationStart {
  private RotationStart() {}

  /**
   * Prepares the stand-in for an event; one that is no rotation's, or not the first, does nothing.
   */
  static void prepare(SecretsManagerModel secrets, byte[] event) {
    JsonNode fields = parse(event);
    String secretId = fields.path("SecretId").asText();
    String versionId = fields.path("ClientRequestToken").asText();
    boolean isKnown = secrets.version(secretId, versionId).isPresent();
    if (!versionId.isEmpty() && !isKnown && secrets.describe(secretId).isPresent()) {
      secrets.rotationEnabled(secretId, true);
      secrets.begin(secretId, versionId);
    }
  }

  /** A malformed event is the handler's to refuse. */
  private static JsonNode parse(byte[] event) {
    JsonMapper mapper = new JsonMapper();
    try {
      return mapper.readTree(new String(event, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return mapper.createObjectNode();
    }
  }
}
