package dev.konglightstep.standins.secretsmanager;

import java.util.Optional;

/**
 * The call of that name: a compare and swap, which fails if the label is on another version than
 * the caller thinks.
 *
 * @param removeFrom the version that the label is on now, empty if it is on none
 * @param moveTo the version that it goes to, empty to take it off
 */
public record UpdateSecretVersionStage(
    String secretId, String label, Optional<String> removeFrom, Optional<String> moveTo) {

  public static UpdateSecretVersionStage add(String secretId, String label, String to) {
    return new UpdateSecretVersionStage(secretId, label, Optional.empty(), Optional.of(to));
  }

  public static UpdateSecretVersionStage move(
      String secretId, String label, String from, String to) {
    return new UpdateSecretVersionStage(secretId, label, Optional.of(from), Optional.of(to));
  }

  public static UpdateSecretVersionStage remove(String secretId, String label, String from) {
    return new UpdateSecretVersionStage(secretId, label, Optional.of(from), Optional.empty());
  }

  Versions applyTo(Versions versions) {
    check(versions);
    return moveTo
        .map(id -> versions.move(label, id))
        .orElseGet(() -> versions.remove(label))
        .withinLimit();
  }

  private void check(Versions versions) {
    if (removeFrom.isEmpty() && moveTo.isEmpty()) {
      throw SecretsManagerFailure.invalidParameter(
          "expected MoveToVersionId, RemoveFromVersionId or both");
    }
    if (moveTo.filter(id -> versions.version(id).isEmpty()).isPresent()) {
      throw SecretsManagerFailure.noValue("VersionId: " + moveTo.orElseThrow());
    }
    if (moveTo.isEmpty() && label.equals(Versions.CURRENT)) {
      throw SecretsManagerFailure.invalidParameter(
          "You can only move staging label AWSCURRENT to a different secret version. "
              + "It can't be completely removed.");
    }
    Optional<String> carrier = versions.carrier(label);
    boolean stays = removeFrom.isEmpty() && carrier.equals(moveTo);
    if (!carrier.equals(removeFrom) && !stays) {
      throw mismatch(carrier);
    }
  }

  private SecretsManagerFailure mismatch(Optional<String> carrier) {
    return SecretsManagerFailure.invalidParameter(
        carrier
            .map(
                id ->
                    "Staging label "
                        + label
                        + " is currently attached to version "
                        + id
                        + ", so you must explicitly reference that version in RemoveFromVersionId.")
            .orElse("Staging label " + label + " isn't attached to any version."));
  }
}
