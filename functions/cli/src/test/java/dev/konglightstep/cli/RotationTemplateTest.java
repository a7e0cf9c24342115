package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.konglightstep.rotation.RotationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What template.yaml promises of the rotation. */
class RotationTemplateTest {
  private static final String FUNCTION = "TokenRotationFunction";
  private static final Pattern READ = Pattern.compile("\"([A-Z][A-Z0-9_]{3,})\"");
  private static final Duration MOST = Duration.ofMinutes(15);

  private static final Set<String> SOURCES =
      Set.of(
          "token-rotation/src/main/java/dev/konglightstep/rotation/RotationSettings.java",
          "platform/src/main/java/dev/konglightstep/platform/BackendSettings.java",
          "platform/src/main/java/dev/konglightstep/platform/aws/AwsSettings.java");

  /** setSecret refuses to begin with less time than that (SetSecret). */
  @Test
  void timeout_isAboveTheBudgetAndAMinute_andWithinLambdas() {
    Duration budget = settings().probe().budget();
    Duration timeout = Duration.ofSeconds(Template.function(FUNCTION).path("Timeout").asLong());

    assertThat(timeout).isGreaterThan(budget.plusSeconds(60)).isLessThanOrEqualTo(MOST);
  }

  /** Least privilege: each call that the code makes, on what it makes it on, and no other. */
  @Test
  void role_mayWhatTheCodeDoes() {
    assertThat(Template.allowed("TokenRotationRole"))
        .isEqualTo(
            Map.of(
                "[\"secretsmanager:DescribeSecret\",\"secretsmanager:GetSecretValue\","
                    + "\"secretsmanager:PutSecretValue\","
                    + "\"secretsmanager:UpdateSecretVersionStage\"]",
                "[\"TokenSecret\",\"IngestKeySecret\"]",
                "\"secretsmanager:GetSecretValue\"",
                "\"PoolSecret\"",
                "\"events:PutEvents\"",
                "\"AuditBus.Arn\"",
                "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]",
                "\"TokenRotationLogs.Arn\"",
                "HasKongCredentials \"secretsmanager:GetSecretValue\"",
                "\"KongCredentialSecretArns\"",
                "HasTargetsObject \"s3:GetObject\"",
                "\"KongTargetsObjectArn\"",
                "IsInVpc [\"ec2:CreateNetworkInterface\",\"ec2:DescribeNetworkInterfaces\","
                    + "\"ec2:DescribeSubnets\",\"ec2:DeleteNetworkInterface\","
                    + "\"ec2:AssignPrivateIpAddresses\",\"ec2:UnassignPrivateIpAddresses\"]",
                "\"*\"",
                "IsInVpc DENY \"ec2:*\"",
                "\"*\""));
    JsonNode role = Template.at("/Resources/TokenRotationRole/Properties");
    assertThat(role.has("ManagedPolicyArns")).isFalse();
    assertThat(Template.function(FUNCTION).path("Role").asText())
        .isEqualTo("TokenRotationRole.Arn");
    assertThat(Template.function(FUNCTION).has("Policies")).isFalse();
  }

  /** A wildcard only where Lambda itself needs one, and then only in a VPC. */
  @Test
  void role_wildcardsAreLambdasOwn() {
    assertThat(
            Template.allowed("TokenRotationRole").entrySet().stream()
                .filter(statement -> statement.getValue().contains("*"))
                .map(Map.Entry::getKey))
        .hasSize(2)
        .allSatisfy(actions -> assertThat(actions).startsWith("IsInVpc "));
  }

  /** Every setting without a default is given, and nothing that the code does not read. */
  @Test
  void environment_isWhatTheSettingsRead() throws IOException {
    Set<String> read = new TreeSet<>();
    for (String file : SOURCES) {
      READ.matcher(Files.readString(Project.file("functions/" + file)))
          .results()
          .forEach(name -> read.add(name.group(1)));
    }
    Set<String> needed =
        SettingsTable.read().entrySet().stream()
            .filter(row -> row.getValue().isEmpty() && !row.getKey().startsWith("AWS_"))
            .map(Map.Entry::getKey)
            .filter(read::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> given = Template.variables(FUNCTION).keySet();

    assertThat(read).containsAll(given).contains("PROBE_WINDOW", "LOG_LEVEL");
    assertThat(given).containsAll(needed);
    assertThat(new TreeSet<>(given))
        .isEqualTo(union(needed, Set.of("LIGHTSTEP_URL", "PROPAGATION_BUDGET")));
  }

  @Test
  void environment_reachesTheSettings() {
    RotationSettings settings = settings();

    assertThat(settings.token().orElseThrow().secretId()).endsWith("secret:TokenSecret");
    assertThat(settings.token().orElseThrow().poolSecretId()).endsWith("secret:PoolSecret");
    assertThat(settings.ingestKey().orElseThrow().secretId()).endsWith("secret:IngestKeySecret");
    assertThat(settings.ingestKey().orElseThrow().proxy().url().getHost())
        .isEqualTo("example.lambda-url.eu-west-1.on.aws");
    assertThat(settings.kongTargets()).isEmpty();
    assertThat(settings.eventBus()).contains("AuditBus");
  }

  /** CDK met the race: a schedule calls the function before it may (aws-cdk#26512). */
  @ParameterizedTest
  @CsvSource({
    "TokenRotationScheduled, TokenSecret, TokenRotationPermission, TokenRotationSchedule",
    "IngestKeyRotationScheduled, IngestKeySecret, IngestKeyRotationPermission,"
        + " IngestKeyRotationSchedule"
  })
  void schedule_waitsForInitAndForItsPermission(
      String schedule, String secret, String permission, String expression) {
    JsonNode resource = Template.at("/Resources/" + schedule);
    JsonNode rotation = resource.path("Properties");
    JsonNode allowed = Template.at("/Resources/" + permission + "/Properties");

    assertThat(resource.path("Condition").asText()).isEqualTo("RotationIsOn");
    assertThat(resource.path("DependsOn").asText()).isEqualTo(permission);
    assertThat(rotation.path("SecretId").asText()).isEqualTo(secret);
    assertThat(rotation.path("RotationLambdaARN").asText()).isEqualTo(FUNCTION + ".Arn");
    assertThat(rotation.path("RotateImmediatelyOnUpdate").booleanValue()).isFalse();
    assertThat(rotation.path("RotateImmediatelyOnUpdate").isBoolean()).isTrue();
    assertThat(rotation.at("/RotationRules/ScheduleExpression").asText()).isEqualTo(expression);
    assertThat(Template.at("/Parameters/" + expression + "/Default").asText())
        .matches("cron\\(0 \\d+ .+\\)");
    assertThat(rotation.at("/RotationRules/Duration").asText()).matches("\\d+h");
    assertThat(allowed.path("Principal").asText()).isEqualTo("secretsmanager.amazonaws.com");
    assertThat(allowed.path("Action").asText()).isEqualTo("lambda:InvokeFunction");
    assertThat(allowed.path("FunctionName").asText()).isEqualTo(FUNCTION + ".Arn");
    assertThat(allowed.path("SourceAccount").asText()).isEqualTo("AWS::AccountId");
    assertThat(allowed.path("SourceArn").asText()).isEqualTo(secret);
  }

  @Test
  void rotation_isOffUntilSomebodySwitchesItOn() {
    assertThat(Template.at("/Parameters/Rotation/Default").asText()).isEqualTo("off");
    assertThat(Template.at("/Conditions/RotationIsOn").toString())
        .isEqualTo("[\"Rotation\",\"on\"]");
    assertThat(Template.resourcesOf("AWS::SecretsManager::RotationSchedule")).hasSize(2);
    assertThat(Template.resourcesOf("AWS::Lambda::Permission")).hasSize(2);
  }

  private static RotationSettings settings() {
    return RotationSettings.from(Template.environment(FUNCTION));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    return Stream.concat(some.stream(), others.stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
