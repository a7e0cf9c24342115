package dev.konglightstep.platform.aws;

import dev.konglightstep.core.secret.SecretLabels;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.json.InvalidDocumentException;
import dev.konglightstep.platform.json.TokenSecretJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Reads versions from AWS Secrets Manager, one attempt each: the caller knows its deadline. */
public final class SecretsManagerVersions implements SecretVersions, AutoCloseable {
  /** The SDK counts whole milliseconds and takes zero for "no limit". */
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

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
    return read(
        "secret " + secretId + " (" + label + ")",
        GetSecretValueRequest.builder().secretId(secretId).versionStage(label),
        timeout);
  }

  @Override
  public Optional<SecretVersion> byId(String secretId, String versionId, Duration timeout) {
    return read(
        "secret " + secretId + " (version " + versionId + ")",
        GetSecretValueRequest.builder().secretId(secretId).versionId(versionId),
        timeout);
  }

  @Override
  public SecretLabels describe(String secretId, Duration timeout) {
    String what = "secret " + secretId;
    requireTime(what, timeout);
    DescribeSecretResponse answer;
    try {
      answer =
          client.describeSecret(
              request ->
                  request
                      .secretId(secretId)
                      .overrideConfiguration(override -> override.apiCallTimeout(timeout)));
    } catch (ResourceNotFoundException e) {
      throw new SecretUnavailableException(
          what + " is not here; check its name, its account and its region");
    } catch (SdkException e) {
      throw new SecretUnavailableException(what + " cannot be read: " + SdkFailure.reason(e));
    }
    if (answer.lastChangedDate() == null) {
      throw new SecretUnavailableException(what + " cannot be read: not an answer of this service");
    }
    Map<String, Set<String>> labels = new HashMap<>();
    answer.versionIdsToStages().forEach((id, stages) -> labels.put(id, Set.copyOf(stages)));
    return new SecretLabels(labels, answer.lastChangedDate());
  }

  @Override
  public void close() {
    client.close();
  }

  private Optional<SecretVersion> read(
      String what, GetSecretValueRequest.Builder request, Duration timeout) {
    requireTime(what, timeout);
    GetSecretValueResponse answer;
    try {
      answer =
          client.getSecretValue(
              request.overrideConfiguration(override -> override.apiCallTimeout(timeout)).build());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new SecretUnavailableException(what + " cannot be read: " + SdkFailure.reason(e));
    }
    return Optional.of(version(what, answer));
  }

  private static SecretVersion version(String what, GetSecretValueResponse answer) {
    if (answer.versionId() == null) {
      throw new SecretUnavailableException(what + " cannot be read: not an answer of this service");
    }
    String document = answer.secretString();
    if (document == null) {
      throw SecretUnavailableException.malformed(what + " is binary; expected a JSON text");
    }
    try {
      return new SecretVersion(answer.versionId(), TokenSecretJson.parse(document));
    } catch (InvalidDocumentException e) {
      throw SecretUnavailableException.malformed(what + ": " + e.getMessage());
    }
  }

  private static void requireTime(String what, Duration timeout) {
    if (timeout.compareTo(LEAST_TIMEOUT) < 0) {
      throw new SecretUnavailableException(what + " cannot be read: no time is left");
    }
  }
}
