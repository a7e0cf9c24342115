package dev.konglightstep.platform.aws;

import dev.konglightstep.core.secret.SecretLabels;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.platform.aws.SecretDocuments.Document;
import dev.konglightstep.platform.json.TokenSecretJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Reads versions from AWS Secrets Manager, one attempt each: the caller knows its deadline. */
public final class SecretsManagerVersions implements SecretVersions, AutoCloseable {
  private final SecretsManagerClient client;
  private final SecretDocuments<TokenSecret> documents;

  public SecretsManagerVersions(AwsSettings settings) {
    this(SecretsManagerClients.create(settings));
  }

  /** Over a client that others may use too; {@link #close} closes it. */
  public SecretsManagerVersions(SecretsManagerClient client) {
    this.client = client;
    this.documents = new SecretDocuments<>(client, TokenSecretJson::parse);
  }

  @Override
  public Optional<SecretVersion> labelled(String secretId, String label, Duration timeout) {
    return documents.labelled(secretId, label, timeout).map(SecretsManagerVersions::version);
  }

  @Override
  public Optional<SecretVersion> byId(String secretId, String versionId, Duration timeout) {
    return documents.byId(secretId, versionId, timeout).map(SecretsManagerVersions::version);
  }

  @Override
  public SecretLabels describe(String secretId, Duration timeout) {
    String what = "secret " + secretId;
    SecretsManagerClients.requireTime(what, "read", timeout);
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
    return new SecretLabels(
        answer.arn(),
        labels,
        answer.lastChangedDate(),
        Boolean.TRUE.equals(answer.rotationEnabled()));
  }

  @Override
  public void close() {
    client.close();
  }

  private static SecretVersion version(Document<TokenSecret> document) {
    return new SecretVersion(document.versionId(), document.value());
  }
}
