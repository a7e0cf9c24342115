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
import java.util.Optional;

/**
 * Secrets Manager over the AWS JSON 1.1 protocol: the operation in {@code X-Amz-Target}, an error's
 * name in {@code __type} (Smithy, "AWS JSON 1.1 protocol").
 */
public final class SecretsManagerFace implements Face {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String SERVICE = "secretsmanager.";

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
        default -> error("InvalidAction", "this stand-in does not know " + operation);
      };
    } catch (IOException | UnreadableBodyException e) {
      return error("SerializationException", "expected a JSON object");
    }
  }

  private Response getSecretValue(JsonNode input) throws IOException {
    String secretId = input.path("SecretId").asText();
    String versionId = input.path("VersionId").asText();
    String stage = input.path("VersionStage").asText();
    if (!model.exists(secretId)) {
      return error("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    String label = stage.isEmpty() && versionId.isEmpty() ? SecretsManagerModel.CURRENT : stage;
    Optional<SecretsManagerModel.Version> version =
        versionId.isEmpty()
            ? model.labelled(secretId, label)
            : model.version(secretId, versionId).filter(v -> matches(v, label));
    return version
        .map(found -> found(secretId, found))
        .orElseGet(
            () ->
                error(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret value for staging label: "
                        + label));
  }

  private static boolean matches(SecretsManagerModel.Version version, String label) {
    return label.isEmpty() || version.labels().contains(label);
  }

  private static Response found(String secretId, SecretsManagerModel.Version version) {
    ObjectNode output =
        MAPPER
            .createObjectNode()
            .put("ARN", SecretsManagerModel.arn(secretId))
            .put("Name", SecretsManagerModel.name(secretId))
            .put("VersionId", version.id())
            .put("SecretString", version.value());
    version.labels().forEach(output.putArray("VersionStages")::add);
    return json(200, output);
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
