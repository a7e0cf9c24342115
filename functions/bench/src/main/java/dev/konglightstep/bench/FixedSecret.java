package dev.konglightstep.bench;

import dev.konglightstep.core.secret.SecretLabels;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.json.TokenSecretJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One version for every secret, without a network. */
final class FixedSecret implements SecretVersions {
  private static final String ID = "v1";

  private final SecretVersion version;

  FixedSecret(String token) {
    this.version = new SecretVersion(ID, TokenSecretJson.parse("{\"token\":\"" + token + "\"}"));
  }

  @Override
  public Optional<SecretVersion> labelled(String secretId, String label, Duration timeout) {
    return Optional.of(version);
  }

  @Override
  public Optional<SecretVersion> byId(String secretId, String versionId, Duration timeout) {
    return Optional.of(version);
  }

  @Override
  public SecretLabels describe(String secretId, Duration timeout) {
    return new SecretLabels(secretId, Map.of(ID, Set.of(CURRENT)), Instant.EPOCH, false);
  }
}
