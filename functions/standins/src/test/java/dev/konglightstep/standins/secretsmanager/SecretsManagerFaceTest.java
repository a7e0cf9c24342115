package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON as it is on the wire; the SDK's reading of it is tested with the adapter. */
class SecretsManagerFaceTest {
  private static final String TOKEN = "00000002-aaaa-bbbb-cccc-000000000000";

  private final SecretsManagerModel model =
      new SecretsManagerModel(() -> Instant.parse("2026-11-24T10:00:00.125Z"));
  private final SecretsManagerFace face = new SecretsManagerFace(model);

  @Test
  void describeSecret_rotating_writesEveryField() {
    model.put("key", "v1", "CANARY");
    model.put("key", "v2", "CANARY", List.of("AWSPENDING"));
    model.rotationEnabled("key", true);

    assertThat(answer("DescribeSecret", "{\"SecretId\":\"key\"}", 200))
        .isEqualTo(
            "{\"ARN\":\"arn:aws:secretsmanager:eu-west-1:000000000000:secret:key-StndIn\","
                + "\"Name\":\"key\",\"CreatedDate\":1795514400.125,\"LastChangedDate\":1795514400.125,\"RotationEnabled\":true,"
                + "\"VersionIdsToStages\":{\"v1\":[\"AWSCURRENT\"],\"v2\":[\"AWSPENDING\"]}}");
  }

  @Test
  void describeSecret_neverRotated_doesNotSayWhether() {
    model.put("key", "v1", "CANARY");
    assertThat(answer("DescribeSecret", "{\"SecretId\":\"key\"}", 200))
        .doesNotContain("RotationEnabled");

    model.rotationEnabled("key", false);
    assertThat(answer("DescribeSecret", "{\"SecretId\":\"key\"}", 200))
        .contains("\"RotationEnabled\":false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"SecretId":"key"}                                               | v2
          {"SecretId":"key","VersionStage":"AWSCURRENT"}                   | v2
          {"SecretId":"key","VersionStage":"AWSPREVIOUS"}                  | v1
          {"SecretId":"key","VersionStage":"live-v3"}                      | v3
          {"SecretId":"key","VersionId":"v1"}                              | v1
          {"SecretId":"key","VersionId":"v3","VersionStage":"live-v3"}     | v3
          """)
  void getSecretValue_byStageOrId_givesThatVersion(String request, String version) {
    model.put("key", "v1", "one");
    model.put("key", "v2", "two");
    model.put("key", "v3", "three", List.of("live-v3"));

    assertThat(answer("GetSecretValue", request, 200))
        .contains("\"VersionId\":\"" + version + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"SecretId":"other"}                                         | Secrets Manager can't find the specified secret.
          {"SecretId":"key","VersionStage":"live-v9"}                  | Secrets Manager can't find the specified secret value for staging label: live-v9
          {"SecretId":"key","VersionStage":"AWSPENDING"}               | Secrets Manager can't find the specified secret value for staging label: AWSPENDING
          {"SecretId":"key","VersionId":"v9"}                          | Secrets Manager can't find the specified secret value for VersionId: v9
          {"SecretId":"key","VersionId":"v2"}                          | Secrets Manager can't find the specified secret value for VersionId: v2
          {"SecretId":"key","VersionId":"v9","VersionStage":"live-v9"} | Secrets Manager can't find the specified secret value for VersionId: v9
          """)
  void getSecretValue_notThere_isResourceNotFound(String request, String message) {
    model.put("key", "v1", "one");
    model.begin("key", "v2");

    assertThat(answer("GetSecretValue", request, 400))
        .isEqualTo("{\"__type\":\"ResourceNotFoundException\",\"message\":\"" + message + "\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CreateSecret             | {"Name":"new","ClientRequestToken":"TOKEN","SecretString":"s"}                     | {"ARN":"NEW","Name":"new","VersionId":"TOKEN"}
          CreateSecret             | {"Name":"new","ClientRequestToken":"TOKEN"}                                        | {"ARN":"NEW","Name":"new"}
          PutSecretValue           | {"SecretId":"key","ClientRequestToken":"TOKEN","SecretString":"s"}                 | {"ARN":"KEY","Name":"key","VersionId":"TOKEN","VersionStages":["AWSCURRENT"]}
          PutSecretValue           | {"SecretId":"KEY","ClientRequestToken":"TOKEN","SecretString":"s","VersionStages":["live","AWSPENDING"]} | {"ARN":"KEY","Name":"key","VersionId":"TOKEN","VersionStages":["AWSPENDING","live"]}
          UpdateSecret             | {"SecretId":"key","ClientRequestToken":"TOKEN","SecretString":"s"}                 | {"ARN":"KEY","Name":"key","VersionId":"TOKEN"}
          UpdateSecret             | {"SecretId":"key","Description":"d"}                                               | {"ARN":"KEY","Name":"key"}
          UpdateSecretVersionStage | {"SecretId":"key","VersionStage":"live","MoveToVersionId":"v1"}                    | {"ARN":"KEY","Name":"key"}
          ListSecretVersionIds     | {"SecretId":"key"}                                                                 | {"ARN":"KEY","Name":"key","Versions":[{"VersionId":"v1","CreatedDate":1795514400.125,"VersionStages":["AWSCURRENT"]}]}
          ListSecretVersionIds     | {"SecretId":"key","IncludeDeprecated":true}                                        | {"ARN":"KEY","Name":"key","Versions":[{"VersionId":"v1","CreatedDate":1795514400.125,"VersionStages":["AWSCURRENT"]},{"VersionId":"v0","CreatedDate":1795514400.125}]}
          CancelRotateSecret       | {"SecretId":"key"}                                                                 | {"ARN":"KEY","Name":"key"}
          DeleteSecret             | {"SecretId":"key"}                                                                 | {"ARN":"KEY","Name":"key","DeletionDate":1798106400.125}
          DeleteSecret             | {"SecretId":"key","RecoveryWindowInDays":7}                                        | {"ARN":"KEY","Name":"key","DeletionDate":1796119200.125}
          DeleteSecret             | {"SecretId":"key","ForceDeleteWithoutRecovery":true}                               | {"ARN":"KEY","Name":"key"}
          RestoreSecret            | {"SecretId":"key"}                                                                 | {"ARN":"KEY","Name":"key"}
          """)
  void anyCall_done_answersWithWhatTheApiNames(String operation, String request, String output) {
    model.put("key", "v1", "one");
    model.put("key", "v0", "zero", List.of());
    model.rotationEnabled("key", false);

    assertThat(answer(operation, written(request), 200)).isEqualTo(written(output));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PutSecretValue | {"SecretId":"key","ClientRequestToken":"TOKEN"}                        | InvalidParameterException | SecretString: missing
          PutSecretValue | {"SecretId":"key","ClientRequestToken":"TOKEN","SecretBinary":"AA=="}  | InvalidParameterException | SecretBinary: this stand-in keeps texts only
          PutSecretValue | {"SecretId":"key","SecretString":"CANARY"}                             | InvalidParameterException | ClientRequestToken: missing
          PutSecretValue | {"SecretId":"key","ClientRequestToken":"short","SecretString":"s"}     | InvalidParameterException | ClientRequestToken: expected 32 to 64 characters
          PutSecretValue | {"SecretId":7,"ClientRequestToken":"TOKEN","SecretString":"s"}         | InvalidParameterException | SecretId: expected a text
          RotateSecret   | {"SecretId":"key","ClientRequestToken":"TOKEN"}                        | AccessDeniedException     | Secrets Manager cannot invoke the specified Lambda function.
          ListSecrets    | {}                                                                     | InvalidAction             | this stand-in does not know secretsmanager.ListSecrets
          GetSecretValue | CANARY                                                                 | SerializationException    | expected a JSON object
          """)
  void anyCall_refused_namesTheErrorAndNoValue(
      String operation, String request, String type, String message) {
    model.put("key", "v1", "one");

    assertThat(answer(operation, written(request), 400))
        .isEqualTo("{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
  }

  @ParameterizedTest
  @CsvSource({"31, 400", "32, 200", "64, 200", "65, 400"})
  void clientRequestToken_byItsLength_isTakenOrNot(int length, int status) {
    model.put("key", "v1", "one");

    answer(
        "PutSecretValue",
        written("{'SecretId':'key','ClientRequestToken':'TOKEN','SecretString':'s'}")
            .replace('\'', '"')
            .replace(TOKEN, "t".repeat(length)),
        status);
  }

  @Test
  void describeSecret_rotatedAndMarkedForDeletion_saysSo() {
    RotationDriver driver =
        new RotationDriver(model, () -> TOKEN, new RotationSettings(0, PendingAtEnd.REMOVED));
    model.put("key", "v1", "one");
    SecretsManagerFace rotating =
        new SecretsManagerFace(
            model,
            driver.inBackground(call -> model.move("key", "AWSCURRENT", TOKEN), Runnable::run));
    Headers headers = Headers.of("X-Amz-Target", "secretsmanager.RotateSecret");
    String request =
        written(
            "{\"SecretId\":\"key\",\"ClientRequestToken\":\"TOKEN\","
                + "\"RotationLambdaARN\":\"arn\",\"RotationRules\":"
                + "{\"AutomaticallyAfterDays\":30,\"Duration\":\"2h\"}}");

    Response begun = rotating.answer(new Request("POST", "/", headers, Bytes.utf8(request)));
    model.deleteSecret("key", Duration.ofDays(7));

    assertThat(begun.body().text())
        .isEqualTo(written("{\"ARN\":\"KEY\",\"Name\":\"key\",\"VersionId\":\"TOKEN\"}"));
    assertThat(answer("DescribeSecret", "{\"SecretId\":\"key\"}", 200))
        .contains("\"RotationEnabled\":true,\"RotationLambdaARN\":\"arn\"")
        .contains("\"RotationRules\":{\"AutomaticallyAfterDays\":30,\"Duration\":\"2h\"}")
        .contains("\"LastRotatedDate\":1795514400.125,\"DeletedDate\":1796119200.125");
  }

  @Test
  void lagging_readingCalls_answerWithWhatWas() {
    model.put("key", "v1", "one");
    SecretsManagerFace late = face.lagging(() -> Duration.ofSeconds(1));

    Headers headers = Headers.of("X-Amz-Target", "secretsmanager.DescribeSecret");
    Request request = new Request("POST", "/", headers, Bytes.utf8("{\"SecretId\":\"key\"}"));
    assertThat(late.answer(request).status()).isEqualTo(400);
    assertThat(face.answer(request).status()).isEqualTo(200);
  }

  private static String written(String text) {
    return text.replace("TOKEN", TOKEN)
        .replace("KEY", SecretsManagerModel.arn("key"))
        .replace("NEW", SecretsManagerModel.arn("new"));
  }

  private String answer(String operation, String request, int status) {
    Headers headers = Headers.of("X-Amz-Target", "secretsmanager." + operation);
    Response answer = face.answer(new Request("POST", "/", headers, Bytes.utf8(request)));
    assertThat(answer.status()).isEqualTo(status);
    return answer.body().text();
  }
}
