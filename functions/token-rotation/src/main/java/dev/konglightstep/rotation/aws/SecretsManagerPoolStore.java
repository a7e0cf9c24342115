package dev.konglightstep.rotation.aws;

import dev.konglightstep.core.secret.PoolSecret;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.aws.SdkFailure;
import dev.konglightstep.platform.aws.SecretDocuments;
import dev.konglightstep.platform.json.PoolSecretJson;
import dev.konglightstep.rotation.issuer.PoolStore;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Changes the pool secret without losing what others change. PutSecretValue alone moves AWSCURRENT
 * from whatever version has it by then, so the new one is put under a label of its own first, and
 * AWSCURRENT is moved from the version that was read.
 */
public final class SecretsManagerPoolStore implements PoolStore {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** One name for all drafts: one that somebody left behind gives its label to the next. */
  private static final String DRAFT = "draft";

  private final SecretsManagerClient client;
  private final SecretDocuments<PoolSecret> documents;
  private final SecretsManagerWriter labels;
  private final String secretId;

  public SecretsManagerPoolStore(SecretsManagerClient client, String secretId) {
    this.client = client;
    this.documents = new SecretDocuments<>(client, PoolSecretJson::parse);
    this.labels = new SecretsManagerWriter(client);
    this.secretId = secretId;
  }

  @Override
  public Optional<Stored> read() {
    return documents
        .labelled(secretId, SecretVersions.CURRENT, TIMEOUT)
        .map(document -> new Stored(document.versionId(), document.value()));
  }

  @Override
  public boolean replace(Optional<String> from, String to, PoolSecret pool) {
    put(to, pool);
    boolean moved = move(SecretVersions.CURRENT, from, Optional.of(to)) || isCurrent(to);
    move(DRAFT, Optional.of(to), Optional.empty());
    return moved;
  }

  /** The first version of a secret becomes AWSCURRENT by itself (API reference, PutSecretValue). */
  private boolean isCurrent(String versionId) {
    return read().filter(stored -> stored.versionId().equals(versionId)).isPresent();
  }

  private void put(String versionId, PoolSecret pool) {
    try {
      client.putSecretValue(
          request ->
              request
                  .secretId(secretId)
                  .clientRequestToken(versionId)
                  .secretString(PoolSecretJson.render(pool))
                  .versionStages(DRAFT)
                  .overrideConfiguration(override -> override.apiCallTimeout(TIMEOUT)));
    } catch (SdkException e) {
      throw new SecretUnavailableException(
          "pool secret " + secretId + " cannot be written: " + SdkFailure.reason(e));
    }
  }

  private boolean move(String label, Optional<String> from, Optional<String> to) {
    return labels.move(secretId, label, from, to, TIMEOUT);
  }
}
