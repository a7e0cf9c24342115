package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What template.yaml and its companions promise of the principal map. */
class PrincipalMapTemplateTest {
  private static final String FUNCTION = "PrincipalMapFunction";
  private static final String OBJECT = "principals.txt.gz";
  private static final String ACCOUNT =
      "[\"iam:GetAccountAuthorizationDetails\",\"iam:ListAccountAliases\"]";
  private static final String USERS = "\"arn:${AWS::Partition}:iam::${AWS::AccountId}:user/*\"";

  /** Least privilege: each call that the code makes, on what it makes it on, and no other. */
  @Test
  void role_mayWhatTheCodeDoes() {
    assertThat(Template.allowed("PrincipalMapRole"))
        .isEqualTo(
            Map.of(
                ACCOUNT,
                "\"*\"",
                "\"iam:ListAccessKeys\"",
                USERS,
                "[\"s3:GetObject\",\"s3:GetObjectVersion\",\"s3:PutObject\"]",
                "\"${PrincipalsBucket.Arn}/" + OBJECT + "\"",
                "[\"s3:ListBucket\",\"s3:ListBucketVersions\"]",
                "\"PrincipalsBucket.Arn\"",
                "[\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\",\"sqs:GetQueueAttributes\"]",
                "\"PrincipalChanges.Arn\"",
                "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"]",
                "\"PrincipalMapLogs.Arn\"",
                "HasReaders \"sts:AssumeRole\"",
                "[\",\",\"ReaderRoleArns\"]",
                "HasIdentityStore [\"identitystore:ListUsers\",\"identitystore:ListGroups\","
                    + "\"identitystore:ListGroupMemberships\"]",
                "[\"arn:${AWS::Partition}:identitystore::*:identitystore/${IdentityStoreId}\","
                    + "\"arn:${AWS::Partition}:identitystore:::user/*\","
                    + "\"arn:${AWS::Partition}:identitystore:::group/*\","
                    + "\"arn:${AWS::Partition}:identitystore:::membership/*\"]"));
  }

  @Test
  void directory_isWhatTheFunctionMayWrite() {
    assertThat(Template.function(FUNCTION).at("/Environment/Variables/PRINCIPALS_URI").asText())
        .isEqualTo("s3://${PrincipalsBucket}/" + OBJECT);
    assertThat(Template.at("/Outputs/PrincipalsUri/Value").asText())
        .isEqualTo("s3://${PrincipalsBucket}/" + OBJECT);
    assertThat(
            Template.at("/Resources/PrincipalsBucket/Properties/VersioningConfiguration/Status")
                .asText())
        .isEqualTo("Enabled");
  }

  /** Several changes in a row make one run, and a throttled batch waits until there is one. */
  @Test
  void changes_areGathered() {
    JsonNode queue = Template.at("/Resources/PrincipalChanges/Properties");
    JsonNode source = Template.function(FUNCTION).at("/Events/Changes/Properties");

    assertThat(Template.function(FUNCTION).path("ReservedConcurrentExecutions").asInt()).isOne();
    assertThat(source.path("MaximumBatchingWindowInSeconds").asInt()).isEqualTo(60);
    assertThat(source.path("BatchSize").asInt()).isGreaterThan(100);
    assertThat(queue.path("VisibilityTimeout").asInt())
        .isEqualTo(6 * Template.function(FUNCTION).path("Timeout").asInt());
    assertThat(queue.path("MessageRetentionPeriod").asInt())
        .isGreaterThan(queue.path("VisibilityTimeout").asInt());
    assertThat(
            Template.at(
                    "/Resources/PrincipalChangesPolicy/Properties/PolicyDocument/Statement/0/Condition/ArnEquals")
                .path("aws:SourceArn")
                .asText())
        .isEqualTo("PrincipalChangeRule.Arn");
  }

  @Test
  void forwarder_forwardsWhatTheRuleAsksFor() throws IOException {
    String pattern = "/Resources/PrincipalChangeRule/Properties/EventPattern";

    assertThat(companion("iam-events.yaml").at(pattern)).isEqualTo(Template.at(pattern));
  }

  /** A rule that asks for other events than those that people try it with would hide it. */
  @Test
  void rule_asksForTheSampleEvents() throws IOException {
    JsonNode pattern = Template.at("/Resources/PrincipalChangeRule/Properties/EventPattern");
    try (Stream<Path> files = Files.list(Project.file("events/principal-map"))) {
      for (Path file : files.filter(path -> path.toString().contains("create-")).toList()) {
        JsonNode event = new YAMLMapper().readTree(Files.readString(file));
        assertThat(texts(pattern.path("source"))).contains(event.path("source").asText());
        assertThat(texts(pattern.path("detail-type"))).contains(event.path("detail-type").asText());
        assertThat(texts(pattern.at("/detail/eventName")))
            .contains(event.at("/detail/eventName").asText());
      }
    }
  }

  @Test
  void reader_mayWhatTheFunctionDoesInItsOwnAccount() throws IOException {
    JsonNode role = companion("reader-role.yaml").at("/Resources/ReaderRole/Properties");
    JsonNode statements = role.at("/Policies/0/PolicyDocument/Statement");

    assertThat(role.path("Policies")).hasSize(1);
    assertThat(statements).hasSize(2);
    assertThat(statements.get(0).path("Action").toString()).isEqualTo(ACCOUNT);
    assertThat(statements.get(1).path("Action").toString()).isEqualTo("\"iam:ListAccessKeys\"");
    assertThat(statements.get(1).path("Resource").toString()).isEqualTo(USERS);
    assertThat(
            role.at("/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals")
                .path("sts:RoleSessionName")
                .asText())
        .isEqualTo("kong-lightstep-principal-map");
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode companion(String name) throws IOException {
    return new YAMLMapper().readTree(Project.file("infra/templates/" + name).toFile());
  }
}
