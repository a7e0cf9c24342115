package dev.konglightstep.standins.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.standins.http.Face;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Secrets Manager over the AWS JSON 1.1 protocol: the operation in {@code X-Amz-Target}, an error's
 * name in {@code __type} (Smithy, "AWS JSON 1.1 protocol").
 */
public final class SecretsManagerFace implements Face {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String SERVICE = "secretsmanager.";
  private static final String NOT_FOUND = "ResourceNotFoundException";

  private final SecretsManagerModel model;

  public SecretsManagerFace(SecretsManagerModel model) {
    this.model = model;
  }

  @Override
  public Response answer(Request request) {
    String operation = request.headers().first("X-Amz-Target").orElse("");
    try {
      JsonNode input = MAPPER.readTree(request.body().decode().stream());
      return switch (operation) {
        case SERVICE + "GetSecretValue" -> getSecretValue(input);
        case SERVICE + "DescribeSecret" -> describeSecret(input);
        default -> error("InvalidAction", "this stand-in does not know " + operation);
      };
    } catch (IOException | UnreadableBodyException e) {
      return error("SerializationException", "expected a JSON object");
    }
  }

  private Response getSecretValue(JsonNode input) {
    String secretId = input.path("SecretId").asText();
    String versionId = input.path("VersionId").asText();
    String stage = input.path("VersionStage").asText();
    if (model.describe(secretId).isEmpty()) {
      return noSuchSecret();
    }
    String label = stage.isEmpty() && versionId.isEmpty() ? SecretsManagerModel.CURRENT : stage;
    Optional<Version> version =
        versionId.isEmpty()
            ? model.labelled(secretId, label)
            : model.version(secretId, versionId).filter(found -> matches(found, label));
    return version
        .flatMap(found -> found.value().map(value -> found(secretId, found, value)))
        .orElseGet(
            () ->
                error(
                    NOT_FOUND,
                    "Secrets Manager can't find the specified secret value for "
                        + (versionId.isEmpty()
                            ? "staging label: " + label
                            : "VersionId: " + versionId)));
  }

  private static boolean matches(Version version, String label) {
    return label.isEmpty() || version.labels().contains(label);
  }

  private static Response found(String secretId, Version version, String value) {
    ObjectNode output =
        identity(secretId).put("VersionId", version.id()).put("SecretString", value);
    version.labels().forEach(output.putArray("VersionStages")::add);
    return json(200, output);
  }

  private Response describeSecret(JsonNode input) {
    String secretId = input.path("SecretId").asText();
    return model
        .describe(secretId)
        .map(description -> described(secretId, description))
        .orElseGet(SecretsManagerFace::noSuchSecret);
  }

  private static Response described(String secretId, Description description) {
    ObjectNode output =
        identity(secretId).put("LastChangedDate", seconds(description.lastChanged()));
    description.rotationEnabled().ifPresent(enabled -> output.put("RotationEnabled", enabled));
    ObjectNode stages = output.putObject("VersionIdsToStages");
    description.stages().forEach((id, labels) -> labels.forEach(stages.putArray(id)::add));
    return json(200, output);
  }

  private static ObjectNode identity(String secretId) {
    return MAPPER
        .createObjectNode()
        .put("ARN", SecretsManagerModel.arn(secretId))
        .put("Name", SecretsManagerModel.name(secretId));
  }

  /** Seconds since 1970 with milliseconds behind the point, as AWS JSON writes a time. */
  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }

  private static Response noSuchSecret() {
    return error(NOT_FOUND, "Secrets Manager can't find the specified secret.");
  }

  private static Response error(String type, String message) {
    return json(400, MAPPER.createObjectNode().put("__type", type).put("message", message));
  }

  private static Response json(int status, ObjectNode body) {
    return new Response(
        status,
        Headers.of("Content-Type", "application/x-amz-json-1.1"),
        Bytes.utf8(body.toString()));
  }
}
