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
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Secrets Manager over the AWS JSON 1.1 protocol: the operation in {@code X-Amz-Target}, an error's
 * name in {@code __type} with status 400 (Smithy, "AWS JSON 1.1 protocol").
 */
public final class SecretsManagerFace implements Face {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String SERVICE = "secretsmanager.";

  private final SecretsManagerModel model;
  private final Function<RotateSecret, Rotation> rotations;
  private final Supplier<Duration> lag;

  /** Without a function that could rotate: RotateSecret is refused. */
  public SecretsManagerFace(SecretsManagerModel model) {
    this(model, SecretsManagerFace::noFunction);
  }

  /**
   * With rotations that something else goes on with.
   *
   * @param rotations starts one, as {@link RotationDriver#inBackground} does
   */
  public SecretsManagerFace(SecretsManagerModel model, Function<RotateSecret, Rotation> rotations) {
    this(model, rotations, () -> Duration.ZERO);
  }

  private SecretsManagerFace(
      SecretsManagerModel model,
      Function<RotateSecret, Rotation> rotations,
      Supplier<Duration> lag) {
    this.model = model;
    this.rotations = rotations;
    this.lag = lag;
  }

  /** The same, but reading calls answer with what was true so long ago. */
  public SecretsManagerFace lagging(Supplier<Duration> by) {
    return new SecretsManagerFace(model, rotations, by);
  }

  @Override
  public Response answer(Request request) {
    String operation = request.headers().first("X-Amz-Target").orElse("");
    try {
      JsonNode input = MAPPER.readTree(request.body().decode().stream());
      return json(200, answer(operation, new Input(input)));
    } catch (SecretsManagerFailure e) {
      return json(400, Output.error(e));
    } catch (IOException | UnreadableBodyException e) {
      return json(400, Output.error("SerializationException", "expected a JSON object"));
    }
  }

  private ObjectNode answer(String operation, Input input) {
    return switch (operation) {
      case SERVICE + "CreateSecret" -> createSecret(input);
      case SERVICE + "PutSecretValue" -> putSecretValue(input);
      case SERVICE + "UpdateSecret" -> updateSecret(input);
      case SERVICE + "UpdateSecretVersionStage" -> updateSecretVersionStage(input);
      case SERVICE + "GetSecretValue" -> getSecretValue(input);
      case SERVICE + "DescribeSecret" -> describeSecret(input);
      case SERVICE + "ListSecretVersionIds" -> listSecretVersionIds(input);
      case SERVICE + "RotateSecret" -> rotateSecret(input);
      case SERVICE + "CancelRotateSecret" -> cancelRotateSecret(input);
      case SERVICE + "DeleteSecret" -> deleteSecret(input);
      case SERVICE + "RestoreSecret" -> restoreSecret(input);
      default ->
          throw new SecretsManagerFailure(
              SecretsManagerFailure.Code.INVALID_ACTION,
              "this stand-in does not know " + operation);
    };
  }

  private ObjectNode createSecret(Input input) {
    String name = input.required("Name");
    String token = input.clientRequestToken();
    Optional<String> value = input.value();
    model.createSecret(name, token, value);
    return value.isPresent() ? Output.secret(name, token) : Output.secret(name);
  }

  private ObjectNode putSecretValue(Input input) {
    String value =
        input
            .value()
            .orElseThrow(() -> SecretsManagerFailure.invalidParameter("SecretString: missing"));
    Version version =
        model.putSecretValue(
            new PutSecretValue(
                input.secretId(),
                input.clientRequestToken(),
                value,
                input.stages(),
                input.text("RotationToken")));
    return Output.version(input.secretId(), version);
  }

  private ObjectNode updateSecret(Input input) {
    Optional<String> value = input.value();
    String token = value.isPresent() ? input.clientRequestToken() : "";
    model.updateSecret(input.secretId(), token, value);
    return value.isPresent()
        ? Output.secret(input.secretId(), token)
        : Output.secret(input.secretId());
  }

  private ObjectNode updateSecretVersionStage(Input input) {
    model.updateSecretVersionStage(
        new UpdateSecretVersionStage(
            input.secretId(),
            input.required("VersionStage"),
            input.text("RemoveFromVersionId"),
            input.text("MoveToVersionId")));
    return Output.secret(input.secretId());
  }

  private ObjectNode getSecretValue(Input input) {
    Version version =
        reads()
            .getSecretValue(input.secretId(), input.text("VersionId"), input.text("VersionStage"));
    return Output.value(input.secretId(), version);
  }

  private ObjectNode describeSecret(Input input) {
    return Output.description(reads().describeSecret(input.secretId()));
  }

  private SecretReads reads() {
    return model.asOf(lag.get());
  }

  private ObjectNode listSecretVersionIds(Input input) {
    return Output.versions(
        input.secretId(),
        model.listSecretVersionIds(input.secretId(), input.flag("IncludeDeprecated", false)));
  }

  private ObjectNode rotateSecret(Input input) {
    Rotation rotation =
        rotations.apply(
            new RotateSecret(
                input.secretId(),
                input.clientRequestToken(),
                input.text("RotationLambdaARN"),
                input.rotationRules(),
                input.flag("RotateImmediately", true)));
    return Output.secret(input.secretId(), rotation.versionId());
  }

  private ObjectNode cancelRotateSecret(Input input) {
    model.cancelRotateSecret(input.secretId());
    return Output.secret(input.secretId());
  }

  private ObjectNode deleteSecret(Input input) {
    String secretId = input.secretId();
    if (input.flag("ForceDeleteWithoutRecovery", false)) {
      model.deleteWithoutRecovery(secretId);
      return Output.secret(secretId);
    }
    model.deleteSecret(secretId, input.recoveryWindow());
    return Output.secret(secretId)
        .put(
            "DeletionDate", Output.seconds(model.describeSecret(secretId).deleted().orElseThrow()));
  }

  private ObjectNode restoreSecret(Input input) {
    model.restoreSecret(input.secretId());
    return Output.secret(input.secretId());
  }

  private static Rotation noFunction(RotateSecret request) {
    throw new SecretsManagerFailure(
        SecretsManagerFailure.Code.ACCESS_DENIED,
        "Secrets Manager cannot invoke the specified Lambda function.");
  }

  private static Response json(int status, ObjectNode body) {
    return new Response(
        status,
        Headers.of("Content-Type", "application/x-amz-json-1.1"),
        Bytes.utf8(body.toString()));
  }
}
