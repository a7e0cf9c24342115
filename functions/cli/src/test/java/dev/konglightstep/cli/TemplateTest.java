package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.platform.json.TokenSecretJson;
import dev.konglightstep.proxy.ProxySettings;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What template.yaml promises to AWS, against the code that must keep it. */
class TemplateTest {
  static Stream<String> functions() {
    return Template.resourcesOf("AWS::Serverless::Function").keySet().stream();
  }

  @Test
  void functions_areThoseOfTheCommandLine() {
    assertThat(new TreeSet<>(functions().toList())).isEqualTo(Functions.logicalIds());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void handler_isBuiltFromExactlyTheTemplatesEnvironment(String logicalId) {
    Functions.handler(logicalId, Template.environment(logicalId));

    assertThat(Functions.handlerClass(logicalId).getName())
        .isEqualTo(Template.function(logicalId).path("Handler").asText());
  }

  /** The class has the constructor that Lambda calls, which takes its settings from the process. */
  @ParameterizedTest
  @MethodSource("functions")
  void handler_hasTheConstructorThatLambdaCalls(String logicalId) throws Exception {
    assertThat(
            Class.forName(Template.function(logicalId).path("Handler").asText()).getConstructor())
        .isNotNull();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void code_isTheModulesJar(String logicalId) {
    assertThat(Template.function(logicalId).path("CodeUri").asText())
        .matches("functions/([a-z-]+)/target/\\1\\.jar");
    assertThat(Template.at("/Resources/" + logicalId + "/Metadata/SkipBuild").booleanValue())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void environment_holdsOnlyDocumentedSettings(String logicalId) throws IOException {
    assertThat(SettingsTable.read().keySet()).containsAll(Template.variables(logicalId).keySet());
  }

  @Test
  void proxy_livesLongerThanItsAnswerBudget() {
    ProxySettings settings = ProxySettings.from(Template.environment("OtlpProxyFunction"));

    assertThat(Template.function("OtlpProxyFunction").path("Timeout").asLong())
        .isGreaterThan(settings.answerBudget().toSeconds() + 1);
  }

  /** Least privilege: its two secrets, the labels of one, and its own log group, nothing else. */
  @Test
  void proxyRole_mayReadItsSecretsAndWriteItsLogs() {
    assertThat(Template.allowed("OtlpProxyRole"))
        .isEqualTo(
            Map.of(
                "\"secretsmanager:GetSecretValue\"", "[\"TokenSecret\",\"IngestKeySecret\"]",
                "\"secretsmanager:DescribeSecret\"", "\"IngestKeySecret\"",
                "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]", "\"OtlpProxyLogs.Arn\""));
    assertThat(Template.at("/Resources/OtlpProxyRole/Properties/ManagedPolicyArns").isMissingNode())
        .isTrue();
    assertThat(Template.function("OtlpProxyFunction").path("Role").asText())
        .isEqualTo("OtlpProxyRole.Arn");
    assertThat(Template.function("OtlpProxyFunction").path("Policies").isMissingNode()).isTrue();
  }

  @Test
  void ingestKey_generatedByTheTemplate_isASecretOfOurShape() throws IOException {
    JsonNode generate = Template.at("/Resources/IngestKeySecret/Properties/GenerateSecretString");
    ObjectNode value =
        (ObjectNode) new JsonMapper().readTree(generate.path("SecretStringTemplate").asText());
    value.put(generate.path("GenerateStringKey").asText(), "generated");

    assertThat(TokenSecretJson.parse(value.toString()).issuer()).isEqualTo(TokenSecret.GENERATED);
    double bits = generate.path("PasswordLength").asInt() * Math.log(62) / Math.log(2);
    assertThat(bits).isGreaterThanOrEqualTo(256);
  }

  @Test
  void secrets_outliveTheStack() {
    for (JsonNode secret : Template.resourcesOf("AWS::SecretsManager::Secret").values()) {
      assertThat(secret.path("DeletionPolicy").asText()).isEqualTo("Retain");
      assertThat(secret.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }
  }
}
