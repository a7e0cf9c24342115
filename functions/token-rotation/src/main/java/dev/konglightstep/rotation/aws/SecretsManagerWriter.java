package dev.konglightstep.rotation.aws;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.platform.aws.SdkFailure;
import dev.konglightstep.platform.aws.SecretsManagerClients;
import dev.konglightstep.platform.json.TokenSecretJson;
import dev.konglightstep.rotation.VersionWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;

/**
 * Writes versions and labels to AWS Secrets Manager (API reference, "PutSecretValue",
 * "UpdateSecretVersionStage").
 */
public final class SecretsManagerWriter implements VersionWriter {
  private final SecretsManagerClient client;

  public SecretsManagerWriter(SecretsManagerClient client) {
    this.client = client;
  }

  @Override
  public boolean put(
      String secretId,
      String versionId,
      TokenSecret value,
      Set<String> labels,
      Optional<Token> rotationToken,
      Duration timeout) {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("a put without labels makes the version current at once");
    }
    String what = "version " + versionId + " of secret " + secretId;
    SecretsManagerClients.requireTime(what, "written", timeout);
    PutSecretValueRequest.Builder request =
        PutSecretValueRequest.builder()
            .secretId(secretId)
            .clientRequestToken(versionId)
            .secretString(TokenSecretJson.render(value))
            .versionStages(labels)
            .overrideConfiguration(override -> override.apiCallTimeout(timeout));
    rotationToken.map(Token::reveal).ifPresent(request::rotationToken);
    try {
      client.putSecretValue(request.build());
      return true;
    } catch (ResourceExistsException e) {
      return false;
    } catch (SdkException e) {
      throw failure(what, e);
    }
  }

  @Override
  public boolean move(
      String secretId, String label, Optional<String> from, Optional<String> to, Duration timeout) {
    String what = "label " + label + " of secret " + secretId;
    SecretsManagerClients.requireTime(what, "moved", timeout);
    UpdateSecretVersionStageRequest.Builder request =
        UpdateSecretVersionStageRequest.builder()
            .secretId(secretId)
            .versionStage(label)
            .overrideConfiguration(override -> override.apiCallTimeout(timeout));
    from.ifPresent(request::removeFromVersionId);
    to.ifPresent(request::moveToVersionId);
    try {
      client.updateSecretVersionStage(request.build());
      return true;
    } catch (InvalidParameterException e) {
      return false;
    } catch (SdkException e) {
      throw failure(what, e);
    }
  }

  private static SecretUnavailableException failure(String what, SdkException e) {
    return new SecretUnavailableException(what + " cannot be written: " + SdkFailure.reason(e));
  }
}
