package dev.konglightstep.standins.secretsmanager;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The call of that name; its text form shows neither the value nor the rotation's token.
 *
 * @param stages the labels that the version gets; without them AWSCURRENT, at once
 * @param rotationToken what the rotation's event gave, if this is a rotation's put
 */
public record PutSecretValue(
    String secretId,
    String clientRequestToken,
    String value,
    Optional<Set<String>> stages,
    Optional<String> rotationToken) {

  /** As a person does it in the console or on the command line: current at once. */
  public static PutSecretValue current(String secretId, String clientRequestToken, String value) {
    return new PutSecretValue(
        secretId, clientRequestToken, value, Optional.empty(), Optional.empty());
  }

  /** With exactly these labels. */
  public static PutSecretValue labelled(
      String secretId, String clientRequestToken, String value, String... stages) {
    return new PutSecretValue(
        secretId, clientRequestToken, value, Optional.of(Set.of(stages)), Optional.empty());
  }

  /** Whether that version has this value already: then the call succeeds and does nothing. */
  boolean isRepeated(Versions versions) {
    return versions
        .version(clientRequestToken)
        .flatMap(Version::value)
        .filter(value::equals)
        .isPresent();
  }

  /**
   * The versions with this one.
   *
   * @throws SecretsManagerFailure if the version has another value, or for a label too many
   */
  Versions applyTo(Versions versions, Instant now) {
    Versions changed = write(versions, now);
    for (String label : labels(versions.isEmpty())) {
      changed = changed.move(label, clientRequestToken);
    }
    return changed.withinLimit();
  }

  /** The versions with this value, and no label moved. */
  Versions write(Versions versions, Instant now) {
    if (versions.version(clientRequestToken).flatMap(Version::value).isPresent()) {
      throw SecretsManagerFailure.exists(
          "You can't use ClientRequestToken "
              + clientRequestToken
              + " because that value is already in use for a version of secret "
              + SecretsManagerModel.arn(secretId)
              + ".");
    }
    return versions.with(clientRequestToken, Optional.of(value), now);
  }

  /** AWSCURRENT comes after AWSPREVIOUS, which it leaves behind where it was. */
  private Set<String> labels(boolean first) {
    Set<String> labels = new TreeSet<>(Comparator.reverseOrder());
    labels.addAll(stages.orElse(Set.of(Versions.CURRENT)));
    if (labels.isEmpty()) {
      throw SecretsManagerFailure.invalidParameter("VersionStages: expected 1 to 20 labels");
    }
    if (first) {
      labels.add(Versions.CURRENT);
    }
    return labels;
  }

  @Override
  public String toString() {
    return "PutSecretValue[" + secretId + " " + clientRequestToken + " " + stages + "]";
  }
}
