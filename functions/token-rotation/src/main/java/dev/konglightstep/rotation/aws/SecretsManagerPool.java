package dev.konglightstep.rotation.aws;

import dev.konglightstep.core.secret.PoolSecret;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.aws.SecretDocuments;
import dev.konglightstep.platform.json.PoolSecretJson;
import dev.konglightstep.rotation.issuer.Pool;
import java.time.Duration;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The pool secret in AWS Secrets Manager. It never rotates; people edit it. */
public final class SecretsManagerPool implements Pool {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final SecretDocuments<PoolSecret> documents;
  private final String secretId;

  public SecretsManagerPool(SecretsManagerClient client, String secretId) {
    this.documents = new SecretDocuments<>(client, PoolSecretJson::parse);
    this.secretId = secretId;
  }

  @Override
  public PoolSecret read() {
    return documents
        .labelled(secretId, SecretVersions.CURRENT, TIMEOUT)
        .map(SecretDocuments.Document::value)
        .orElseThrow(
            () ->
                new SecretUnavailableException(
                    "pool secret "
                        + secretId
                        + " has no value here; check its name and region, or add a token with"
                        + " \"kong-lightstep pool add\""));
  }
}
