package dev.konglightstep.rotation.aws;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.aws.SecretDocuments;
import dev.konglightstep.rotation.kong.Credential;
import dev.konglightstep.rotation.kong.Credentials;
import java.time.Duration;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Credentials of Admin APIs, each in a secret of its own in AWS Secrets Manager. */
public final class SecretsManagerCredentials implements Credentials {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final SecretDocuments<Credential> documents;

  public SecretsManagerCredentials(SecretsManagerClient client) {
    this.documents = new SecretDocuments<>(client, Credential::parse);
  }

  @Override
  public Credential read(String secretId) {
    return documents
        .labelled(secretId, SecretVersions.CURRENT, TIMEOUT)
        .map(SecretDocuments.Document::value)
        .orElseThrow(
            () ->
                new SecretUnavailableException(
                    "secret " + secretId + " has no value here; check its name and region"));
  }
}
