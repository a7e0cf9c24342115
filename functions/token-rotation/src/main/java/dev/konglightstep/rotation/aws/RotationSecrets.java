package dev.konglightstep.rotation.aws;

import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.aws.SecretsManagerClients;
import dev.konglightstep.platform.aws.SecretsManagerVersions;
import dev.konglightstep.rotation.VersionWriter;
import dev.konglightstep.rotation.issuer.Pool;
import dev.konglightstep.rotation.issuer.PoolStore;
import dev.konglightstep.rotation.kong.Credentials;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** All that the rotation does with AWS Secrets Manager, over one client. */
public final class RotationSecrets {
  private final SecretsManagerClient client;

  /** Opens no connection yet. */
  public RotationSecrets(AwsSettings settings) {
    this(SecretsManagerClients.create(settings));
  }

  public RotationSecrets(SecretsManagerClient client) {
    this.client = client;
  }

  public SecretVersions versions() {
    return new SecretsManagerVersions(client);
  }

  public VersionWriter writer() {
    return new SecretsManagerWriter(client);
  }

  /** The pool secret of that name or ARN. */
  public Pool pool(String secretId) {
    return new SecretsManagerPool(client, secretId);
  }

  /** The credentials of Admin APIs. */
  public Credentials credentials() {
    return new SecretsManagerCredentials(client);
  }

  /** The same secret, for whoever changes it. */
  public PoolStore poolStore(String secretId) {
    return new SecretsManagerPoolStore(client, secretId);
  }
}
