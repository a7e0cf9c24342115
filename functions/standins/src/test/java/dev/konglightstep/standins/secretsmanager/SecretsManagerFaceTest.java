package dev.konglightstep.standins.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON as it is on the wire; the SDK's reading of it is tested with the adapter. */
class SecretsManagerFaceTest {
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

  private String answer(String operation, String request, int status) {
    Headers headers = Headers.of("X-Amz-Target", "secretsmanager." + operation);
    Response answer = face.answer(new Request("POST", "/", headers, Bytes.utf8(request)));
    assertThat(answer.status()).isEqualTo(status);
    return answer.body().text();
  }
}
