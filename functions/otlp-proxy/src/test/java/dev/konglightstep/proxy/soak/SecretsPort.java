package dev.konglightstep.proxy.soak;

import dev.konglightstep.core.secret.SecretLabels;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.json.TokenSecretJson;
import dev.konglightstep.standins.secretsmanager.Description;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.Version;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Secrets Manager, as one environment sees it. */
record SecretsPort(SecretsManagerModel model, Environment environment, Wire wire)
    implements SecretVersions {
  @Override
  public Optional<SecretVersion> labelled(String secretId, String label, Duration timeout) {
    return call(timeout, () -> model.labelled(secretId, label)).flatMap(SecretsPort::version);
  }

  @Override
  public Optional<SecretVersion> byId(String secretId, String versionId, Duration timeout) {
    return call(timeout, () -> model.version(secretId, versionId)).flatMap(SecretsPort::version);
  }

  @Override
  public SecretLabels describe(String secretId, Duration timeout) {
    Description secret = call(timeout, () -> model.describeSecret(secretId));
    return new SecretLabels(
        secret.arn(),
        secret.stages(),
        secret.lastChanged(),
        secret.rotationEnabled().orElse(false));
  }

  private static Optional<SecretVersion> version(Version version) {
    return version
        .value()
        .map(text -> new SecretVersion(version.id(), TokenSecretJson.parse(text)));
  }

  private <T> T call(Duration timeout, Supplier<T> effect) {
    try {
      return wire.call(environment, Service.SECRETS, timeout, effect);
    } catch (IOException e) {
      throw new SecretUnavailableException("cannot be read: " + e.getMessage());
    }
  }
}
