package dev.konglightstep.standins.secretsmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Answers as JSON objects, with the fields that have a value. */
final class Output {
  private Output() {}

  static ObjectNode secret(String secretId) {
    return object()
        .put("ARN", SecretsManagerModel.arn(secretId))
        .put("Name", SecretsManagerModel.name(secretId));
  }

  static ObjectNode secret(String secretId, String versionId) {
    return secret(secretId).put("VersionId", versionId);
  }

  /** A version without its value. */
  static ObjectNode version(String secretId, Version version) {
    ObjectNode output = secret(secretId, version.id());
    version.labels().forEach(output.putArray("VersionStages")::add);
    return output;
  }

  static ObjectNode value(String secretId, Version version) {
    return version(secretId, version)
        .put("SecretString", version.value().orElseThrow())
        .put("CreatedDate", seconds(version.created()));
  }

  static ObjectNode versions(String secretId, List<Version> versions) {
    ObjectNode output = secret(secretId);
    ArrayNode list = output.putArray("Versions");
    for (Version version : versions) {
      ObjectNode entry =
          list.addObject()
              .put("VersionId", version.id())
              .put("CreatedDate", seconds(version.created()));
      if (!version.labels().isEmpty()) {
        version.labels().forEach(entry.putArray("VersionStages")::add);
      }
    }
    return output;
  }

  static ObjectNode description(Description description) {
    ObjectNode output =
        secret(description.name())
            .put("CreatedDate", seconds(description.created()))
            .put("LastChangedDate", seconds(description.lastChanged()));
    description.rotationEnabled().ifPresent(on -> output.put("RotationEnabled", on));
    description.rotationLambdaArn().ifPresent(arn -> output.put("RotationLambdaARN", arn));
    description.rotationRules().ifPresent(rules -> output.set("RotationRules", rules(rules)));
    description.lastRotated().ifPresent(time -> output.put("LastRotatedDate", seconds(time)));
    description.deleted().ifPresent(time -> output.put("DeletedDate", seconds(time)));
    ObjectNode stages = output.putObject("VersionIdsToStages");
    description.stages().forEach((id, labels) -> labels.forEach(stages.putArray(id)::add));
    return output;
  }

  static ObjectNode error(SecretsManagerFailure failure) {
    return error(failure.code().wireName(), String.valueOf(failure.getMessage()));
  }

  static ObjectNode error(String type, String message) {
    return object().put("__type", type).put("message", message);
  }

  /** Seconds since 1970 with milliseconds behind the point, as AWS JSON writes a time. */
  static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }

  private static ObjectNode rules(RotationRules rules) {
    ObjectNode output = object();
    rules.automaticallyAfterDays().ifPresent(days -> output.put("AutomaticallyAfterDays", days));
    rules.scheduleExpression().ifPresent(text -> output.put("ScheduleExpression", text));
    rules.duration().ifPresent(text -> output.put("Duration", text));
    return output;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
