package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.platform.json.TokenSecretJson;
import dev.konglightstep.proxy.ProxySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What template.yaml promises to AWS, against the code that must keep it. */
class TemplateTest {
  private static final JsonNode TEMPLATE = template();

  static Stream<String> functions() {
    return resourcesOf("AWS::Serverless::Function").keySet().stream();
  }

  @Test
  void functions_areThoseOfTheCommandLine() {
    assertThat(new TreeSet<>(functions().toList())).isEqualTo(Functions.logicalIds());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void handler_isBuiltFromExactlyTheTemplatesEnvironment(String logicalId) {
    Functions.handler(logicalId, environment(logicalId));

    assertThat(Functions.handlerClass(logicalId).getName())
        .isEqualTo(function(logicalId).path("Handler").asText());
  }

  /** The class has the constructor that Lambda calls, which takes its settings from the process. */
  @ParameterizedTest
  @MethodSource("functions")
  void handler_hasTheConstructorThatLambdaCalls(String logicalId) throws Exception {
    assertThat(Class.forName(function(logicalId).path("Handler").asText()).getConstructor())
        .isNotNull();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void code_isTheModulesJar(String logicalId) {
    assertThat(function(logicalId).path("CodeUri").asText())
        .matches("functions/([a-z-]+)/target/\\1\\.jar");
    assertThat(TEMPLATE.at("/Resources/" + logicalId + "/Metadata/SkipBuild").booleanValue())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void environment_holdsOnlyDocumentedSettings(String logicalId) throws IOException {
    assertThat(SettingsTable.read().keySet()).containsAll(variables(logicalId).keySet());
  }

  @Test
  void proxy_livesLongerThanItsAnswerBudget() {
    ProxySettings settings = ProxySettings.from(environment("OtlpProxyFunction"));

    assertThat(function("OtlpProxyFunction").path("Timeout").asLong())
        .isGreaterThan(settings.answerBudget().toSeconds() + 1);
  }

  /** Least privilege: its two secrets, the labels of one, and its own log group, nothing else. */
  @Test
  void proxyRole_mayReadItsSecretsAndWriteItsLogs() {
    Map<String, String> allowed = new TreeMap<>();
    for (JsonNode policy : TEMPLATE.at("/Resources/OtlpProxyRole/Properties/Policies")) {
      for (JsonNode statement : policy.path("PolicyDocument").path("Statement")) {
        assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        allowed.put(statement.path("Action").toString(), statement.path("Resource").toString());
      }
    }

    assertThat(allowed)
        .isEqualTo(
            Map.of(
                "\"secretsmanager:GetSecretValue\"", "[\"TokenSecret\",\"IngestKeySecret\"]",
                "\"secretsmanager:DescribeSecret\"", "\"IngestKeySecret\"",
                "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]", "\"OtlpProxyLogs.Arn\""));
    assertThat(TEMPLATE.at("/Resources/OtlpProxyRole/Properties/ManagedPolicyArns").isMissingNode())
        .isTrue();
    assertThat(function("OtlpProxyFunction").path("Role").asText()).isEqualTo("OtlpProxyRole.Arn");
    assertThat(function("OtlpProxyFunction").path("Policies").isMissingNode()).isTrue();
  }

  @Test
  void ingestKey_generatedByTheTemplate_isASecretOfOurShape() throws IOException {
    JsonNode generate = TEMPLATE.at("/Resources/IngestKeySecret/Properties/GenerateSecretString");
    ObjectNode value =
        (ObjectNode) new JsonMapper().readTree(generate.path("SecretStringTemplate").asText());
    value.put(generate.path("GenerateStringKey").asText(), "generated");

    assertThat(TokenSecretJson.parse(value.toString()).issuer()).isEqualTo(TokenSecret.GENERATED);
    double bits = generate.path("PasswordLength").asInt() * Math.log(62) / Math.log(2);
    assertThat(bits).isGreaterThanOrEqualTo(256);
  }

  @Test
  void secrets_outliveTheStack() {
    for (JsonNode secret : resourcesOf("AWS::SecretsManager::Secret").values()) {
      assertThat(secret.path("DeletionPolicy").asText()).isEqualTo("Retain");
      assertThat(secret.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }
  }

  private static Map<String, String> environment(String logicalId) {
    Map<String, String> environment = new HashMap<>(variables(logicalId));
    // What Lambda itself adds (AWS Lambda developer guide, "Defined runtime environment
    // variables").
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "ASIAEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "example");
    environment.put("AWS_SESSION_TOKEN", "example");
    return environment;
  }

  private static Map<String, String> variables(String logicalId) {
    Map<String, String> variables = new TreeMap<>();
    function(logicalId)
        .path("Environment")
        .path("Variables")
        .properties()
        .forEach(entry -> variables.put(entry.getKey(), resolve(entry.getValue().asText())));
    return variables;
  }

  /** The YAML reader drops the tag of {@code !Ref}; what is left is a parameter or a resource. */
  private static String resolve(String value) {
    JsonNode parameter = TEMPLATE.at("/Parameters/" + value);
    if (!parameter.isMissingNode()) {
      return parameter.path("Default").asText();
    }
    return TEMPLATE.at("/Resources/" + value).isMissingNode()
        ? value
        : "arn:aws:secretsmanager:eu-west-1:000000000000:secret:" + value;
  }

  private static JsonNode function(String logicalId) {
    return TEMPLATE.at("/Resources/" + logicalId + "/Properties");
  }

  private static Map<String, JsonNode> resourcesOf(String type) {
    Map<String, JsonNode> resources = new TreeMap<>();
    TEMPLATE
        .path("Resources")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().path("Type").asText().equals(type)) {
                resources.put(entry.getKey(), entry.getValue());
              }
            });
    return resources;
  }

  private static JsonNode template() {
    try {
      return new YAMLMapper().readTree(Project.file("template.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
