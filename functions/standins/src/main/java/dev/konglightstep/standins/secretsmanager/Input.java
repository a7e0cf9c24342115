package dev.konglightstep.standins.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A call's parameters, held to the shapes that the API model gives them. */
final class Input {
  private static final int MIN_TOKEN = 32;
  private static final int MAX_TOKEN = 64;
  private static final int DEFAULT_WINDOW_DAYS = 30;

  private final JsonNode json;

  Input(JsonNode json) {
    this.json = json;
  }

  Optional<String> text(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw SecretsManagerFailure.invalidParameter(name + ": expected a text");
    }
    return Optional.of(value.textValue());
  }

  String required(String name) {
    return text(name).orElseThrow(() -> SecretsManagerFailure.invalidParameter(name + ": missing"));
  }

  String secretId() {
    return required("SecretId");
  }

  /** The id of a version to be made; SDKs and the command line make one up if need be. */
  String clientRequestToken() {
    String token = required("ClientRequestToken");
    if (token.length() < MIN_TOKEN || token.length() > MAX_TOKEN) {
      throw SecretsManagerFailure.invalidParameter(
          "ClientRequestToken: expected " + MIN_TOKEN + " to " + MAX_TOKEN + " characters");
    }
    return token;
  }

  /** The value, which is a text here: binary values are not kept. */
  Optional<String> value() {
    if (json.has("SecretBinary")) {
      throw SecretsManagerFailure.invalidParameter("SecretBinary: this stand-in keeps texts only");
    }
    return text("SecretString");
  }

  boolean flag(String name, boolean otherwise) {
    return json.path(name).asBoolean(otherwise);
  }

  Optional<Set<String>> stages() {
    if (!json.hasNonNull("VersionStages")) {
      return Optional.empty();
    }
    Set<String> stages = new TreeSet<>();
    json.path("VersionStages").forEach(stage -> stages.add(stage.asText()));
    return Optional.of(stages);
  }

  Duration recoveryWindow() {
    return Duration.ofDays(json.path("RecoveryWindowInDays").asInt(DEFAULT_WINDOW_DAYS));
  }

  Optional<RotationRules> rotationRules() {
    if (!json.hasNonNull("RotationRules")) {
      return Optional.empty();
    }
    JsonNode days = json.path("RotationRules").path("AutomaticallyAfterDays");
    Input rules = new Input(json.path("RotationRules"));
    return Optional.of(
        new RotationRules(
            days.isInt() ? Optional.of(days.intValue()) : Optional.empty(),
            rules.text("ScheduleExpression"),
            rules.text("Duration")));
  }
}
