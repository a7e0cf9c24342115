package dev.konglightstep.standins.secretsmanager;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The calls that only read, on secrets as they are or as they were. */
public final class SecretReads {
  private final Function<String, Optional<Secret>> secrets;

  SecretReads(Function<String, Optional<Secret>> secrets) {
    this.secrets = secrets;
  }

  /**
   * The version of that id, that label, or both; of AWSCURRENT without either. It has a value.
   *
   * @throws SecretsManagerFailure if there is none, it has no value yet, id and label disagree, or
   *     the secret is marked for deletion
   */
  public Version getSecretValue(
      String secretId, Optional<String> versionId, Optional<String> stage) {
    Versions versions = secret(secretId).alive().versions();
    return versionId
        .map(id -> byId(versions, id, stage))
        .orElseGet(() -> byLabel(versions, stage.orElse(Versions.CURRENT)));
  }

  public Version byId(String secretId, String versionId) {
    return getSecretValue(secretId, Optional.of(versionId), Optional.empty());
  }

  public Version byLabel(String secretId, String stage) {
    return getSecretValue(secretId, Optional.empty(), Optional.of(stage));
  }

  /**
   * All that is not secret.
   *
   * @throws SecretsManagerFailure if there is no such secret
   */
  public Description describeSecret(String secretId) {
    return secret(secretId).describe();
  }

  /** The versions that have a value; those without a label only if they are asked for. */
  public List<Version> listSecretVersionIds(String secretId, boolean includeDeprecated) {
    return secret(secretId).versions().all().stream()
        .filter(version -> version.value().isPresent())
        .filter(version -> includeDeprecated || !version.labels().isEmpty())
        .toList();
  }

  private Secret secret(String secretId) {
    return secrets.apply(secretId).orElseThrow(SecretsManagerFailure::noSecret);
  }

  private static Version byId(Versions versions, String id, Optional<String> stage) {
    Optional<Version> version = versions.version(id);
    if (version.isPresent() && stage.filter(label -> !versions.isOn(label, id)).isPresent()) {
      throw SecretsManagerFailure.invalidRequest(
          "You provided a VersionStage that is not associated to the provided VersionId.");
    }
    return withValue(version, "VersionId: " + id);
  }

  private static Version byLabel(Versions versions, String label) {
    return withValue(versions.labelled(label), "staging label: " + label);
  }

  private static Version withValue(Optional<Version> version, String which) {
    return version
        .filter(found -> found.value().isPresent())
        .orElseThrow(() -> SecretsManagerFailure.noValue(which));
  }
}
