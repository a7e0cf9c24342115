package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.platform.json.TokenSecretJson;
import dev.konglightstep.proxy.ProxySettings;
import dev.konglightstep.proxy.spill.Keys;
import dev.konglightstep.proxy.spill.SpillQueue;
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

  /**
   * Least privilege: its two secrets, the labels of one, where it spills, its own log, the
   * directory of principals, the key of the pseudonyms, and the one object that is its policy.
   */
  @Test
  void proxyRole_mayDoWhatTheProxyDoes() {
    assertThat(Template.allowed("OtlpProxyRole"))
        .isEqualTo(
            Map.of(
                "\"secretsmanager:GetSecretValue\"", "[\"TokenSecret\",\"IngestKeySecret\"]",
                "\"secretsmanager:DescribeSecret\"", "\"IngestKeySecret\"",
                "\"sqs:SendMessage\"", "\"SpillQueue.Arn\"",
                "\"s3:PutObject\"",
                    "[\"${SpillBucket.Arn}/spill/*\",\"${SpillBucket.Arn}/quarantine/*\"]",
                "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]", "\"OtlpProxyLogs.Arn\"",
                "\"s3:GetObject\"", "\"${PrincipalsBucket.Arn}/principals.txt.gz\"",
                "\"s3:ListBucket\"", "\"PrincipalsBucket.Arn\"",
                "HasPseudonyms [\"secretsmanager:GetSecretValue\",\"secretsmanager:DescribeSecret\"]",
                    "\"PseudonymSecretArn\"",
                "HasPolicy [\"s3:GetObject\",\"s3:GetObjectVersion\"]",
                    "\"arn:${AWS::Partition}:s3:::${PolicyBucket}/${PolicyKey}\"",
                "HasPolicy [\"s3:ListBucket\",\"s3:ListBucketVersions\"]",
                    "\"arn:${AWS::Partition}:s3:::${PolicyBucket}\""));
    JsonNode policies = Template.at("/Resources/OtlpProxyRole/Properties/Policies");
    assertThat(
            policies
                .get(policies.size() - 1)
                .at("/1/PolicyDocument/Statement/1/Condition/StringEquals/s3:prefix")
                .asText())
        .isEqualTo("PolicyKey");
  }

  /** Where it looks is what it may read. */
  @Test
  void policy_isTheObjectThatTheProxyMayRead() {
    JsonNode uri = Template.function("OtlpProxyFunction").at("/Environment/Variables/POLICY_URI");

    assertThat(uri.get(0).asText()).isEqualTo("HasPolicy");
    assertThat(uri.get(1).asText()).isEqualTo("s3://${PolicyBucket}/${PolicyKey}");
    assertThat(ProxySettings.from(Template.environment("OtlpProxyFunction")).policyUri()).isEmpty();
  }

  /** Both must mean the same object, and the same age of it. */
  @Test
  void principals_areReadWhereTheMapWritesThem() {
    Map<String, String> proxy = Template.environment("OtlpProxyFunction");
    Map<String, String> map = Template.environment("PrincipalMapFunction");

    assertThat(proxy.get("PRINCIPALS_URI"))
        .endsWith("/principals.txt.gz")
        .isEqualTo(map.get("PRINCIPALS_URI"));
    assertThat(proxy.get("SNAPSHOT_MAX_AGE")).isEqualTo("PT6H");
    assertThat(map.get("SNAPSHOT_MAX_AGE")).isEqualTo("PT6H");
    assertThat(
            Template.function("PrincipalMapFunction")
                .at("/Environment/Variables/SNAPSHOT_MAX_AGE")
                .asText())
        .isEqualTo("SnapshotMaxAge");
  }

  @Test
  void drainRole_mayDoWhatTheDrainDoes() {
    assertThat(Template.allowed("SpillDrainRole"))
        .isEqualTo(
            Map.of(
                "\"secretsmanager:GetSecretValue\"",
                "\"TokenSecret\"",
                "[\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\",\"sqs:GetQueueAttributes\","
                    + "\"sqs:ChangeMessageVisibility\"]",
                "\"SpillQueue.Arn\"",
                "[\"s3:GetObject\",\"s3:DeleteObject\"]",
                "\"${SpillBucket.Arn}/spill/*\"",
                "\"s3:ListBucket\"",
                "\"SpillBucket.Arn\"",
                "\"s3:PutObject\"",
                "\"${SpillBucket.Arn}/quarantine/*\"",
                "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]",
                "\"SpillDrainLogs.Arn\""));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void role_isTheFunctionsOwnAndNothingMore(String logicalId) {
    String role = Template.function(logicalId).path("Role").asText().replace(".Arn", "");

    assertThat(role).isEqualTo(logicalId.replace("Function", "Role"));
    assertThat(Template.at("/Resources/" + role + "/Properties/ManagedPolicyArns").isMissingNode())
        .isTrue();
    assertThat(Template.function(logicalId).path("Policies").isMissingNode()).isTrue();
  }

  /** Messages that the drain cannot send must come back, each by itself, and late enough. */
  @Test
  void spillQueue_isDrainedPieceByPiece() {
    JsonNode queue = Template.at("/Resources/SpillQueue/Properties");
    JsonNode source = Template.function("SpillDrainFunction").at("/Events/Queue/Properties");

    assertThat(source.path("FunctionResponseTypes").get(0).asText())
        .isEqualTo("ReportBatchItemFailures");
    assertThat(queue.path("VisibilityTimeout").asInt())
        .isGreaterThanOrEqualTo(
            6 * Template.function("SpillDrainFunction").path("Timeout").asInt());
    assertThat(queue.path("MaximumMessageSize").asInt()).isEqualTo(SpillQueue.MOST_BYTES);
    assertThat(queue.path("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 60 * 60);
    assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(1000);
  }

  /** The quarantine and the spill outlive what points to them, and not the policy. */
  @Test
  void spillBucket_keepsAsLongAsPromised() {
    JsonNode rules = Template.at("/Resources/SpillBucket/Properties/LifecycleConfiguration/Rules");

    assertThat(rules.get(0).path("Prefix").asText() + rules.get(0).path("ExpirationInDays"))
        .isEqualTo("spill/15");
    assertThat(rules.get(1).path("Prefix").asText() + rules.get(1).path("ExpirationInDays"))
        .isEqualTo(Keys.QUARANTINE + 14);
    assertThat(Keys.ALONE).startsWith("spill/");
    assertThat(Keys.POINTED).startsWith("spill/");
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
