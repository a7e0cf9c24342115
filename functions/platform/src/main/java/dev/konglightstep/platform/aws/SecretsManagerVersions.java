package dev.konglightstep.platform.aws;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.json.InvalidDocumentException;
import dev.konglightstep.platform.json.TokenSecretJson;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Reads versions from AWS Secrets Manager, one attempt each: the caller knows its deadline. */
public final class SecretsManagerVersions implements SecretVersions, AutoCloseable {
  private final SecretsManagerClient client;

  public SecretsManagerVersions(AwsSettings settings) {
    SecretsManagerClientBuilder builder =
        SecretsManagerClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(settings.credentials())
            .overrideConfiguration(
                override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    settings.region().ifPresent(builder::region);
    this.client = builder.build();
  }

  /** Always by label: some emulators answer a read without one with an old version. */
  @Override
  public Optional<SecretVersion> labelled(String secretId, String label, Duration timeout) {
    GetSecretValueResponse answer;
    try {
      answer =
          client.getSecretValue(
              request ->
                  request
                      .secretId(secretId)
                      .versionStage(label)
                      .overrideConfiguration(override -> override.apiCallTimeout(timeout)));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new SecretUnavailableException(
          "secret " + secretId + " (" + label + ") cannot be read: " + SdkFailure.reason(e));
    }
    return Optional.of(version(secretId, label, answer));
  }

  @Override
  public void close() {
    client.close();
  }

  private static SecretVersion version(
      String secretId, String label, GetSecretValueResponse answer) {
    String document = answer.secretString();
    if (document == null) {
      throw new SecretUnavailableException(
          "secret " + secretId + " (" + label + ") is binary; expected a JSON text");
    }
    try {
      return new SecretVersion(answer.versionId(), TokenSecretJson.parse(document));
    } catch (InvalidDocumentException e) {
      throw new SecretUnavailableException(
          "secret " + secretId + " (" + label + "): " + e.getMessage());
    }
  }
}
