package dev.konglightstep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * template.yaml. The YAML reader drops the tags of CloudFormation's functions: {@code !Ref X} is
 * the text X, {@code !If [A, B, C]} an array.
 */
final class Template {
  private static final JsonNode ROOT = read();
  private static final String NO_VALUE = "AWS::NoValue";
  private static final int OTHERWISE = 2;

  /** What {@code !Sub} puts a resource's name in place of, such as a bucket's. */
  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{(\\w+)}");

  private Template() {}

  static JsonNode at(String pointer) {
    return ROOT.at(pointer);
  }

  static JsonNode function(String logicalId) {
    return ROOT.at("/Resources/" + logicalId + "/Properties");
  }

  static Map<String, JsonNode> resourcesOf(String type) {
    Map<String, JsonNode> resources = new TreeMap<>();
    ROOT.path("Resources")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().path("Type").asText().equals(type)) {
                resources.put(entry.getKey(), entry.getValue());
              }
            });
    return resources;
  }

  /** A function's variables as the template gives them, with every parameter at its default. */
  static Map<String, String> variables(String logicalId) {
    Map<String, String> variables = new TreeMap<>();
    function(logicalId)
        .path("Environment")
        .path("Variables")
        .properties()
        .forEach(entry -> variables.put(entry.getKey(), resolve(entry.getValue())));
    return variables;
  }

  /** And what Lambda adds (AWS Lambda developer guide, "Defined runtime environment variables"). */
  static Map<String, String> environment(String logicalId) {
    Map<String, String> environment = new HashMap<>(variables(logicalId));
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "ASIAEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "example");
    environment.put("AWS_SESSION_TOKEN", "example");
    return environment;
  }

  /**
   * What a role may do: from the actions to the resources, both as JSON. A policy behind a
   * condition has the condition's name before its actions.
   */
  static Map<String, String> allowed(String role) {
    Map<String, String> allowed = new TreeMap<>();
    for (JsonNode policy : ROOT.at("/Resources/" + role + "/Properties/Policies")) {
      String condition = policy.isArray() ? policy.get(0).asText() + " " : "";
      JsonNode unconditional = policy.isArray() ? policy.get(1) : policy;
      if (policy.isArray() && !policy.get(OTHERWISE).asText().equals(NO_VALUE)) {
        throw new IllegalStateException(role + " may something without " + condition);
      }
      for (JsonNode statement : unconditional.path("PolicyDocument").path("Statement")) {
        String effect = statement.path("Effect").asText().equals("Allow") ? "" : "DENY ";
        allowed.put(
            condition + effect + statement.path("Action"), statement.path("Resource").toString());
      }
    }
    return allowed;
  }

  /** Conditions are all false while the parameters have their defaults. */
  private static String resolve(JsonNode node) {
    String value = node.isArray() ? node.get(OTHERWISE).asText() : node.asText();
    Matcher substituted = SUBSTITUTED.matcher(value);
    if (substituted.find()) {
      return substituted.replaceAll(name -> name.group(1).toLowerCase(Locale.ROOT));
    }
    JsonNode parameter = ROOT.at("/Parameters/" + value);
    if (!parameter.isMissingNode()) {
      return parameter.path("Default").asText();
    }
    if (value.endsWith("Url.FunctionUrl")) {
      return "https://example.lambda-url.eu-west-1.on.aws/";
    }
    String type = ROOT.at("/Resources/" + value + "/Type").asText();
    return type.equals("AWS::SecretsManager::Secret")
        ? "arn:aws:secretsmanager:eu-west-1:000000000000:secret:" + value
        : value;
  }

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(Project.file("template.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
