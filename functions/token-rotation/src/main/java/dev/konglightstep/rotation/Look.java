package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.SecretLabels;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.TokenSecret;
import java.time.Instant;
import java.util.Optional;

/**
 * One answer of DescribeSecret, and what it allows. It may be a few seconds old.
 *
 * @param askedAt when it was asked for
 */
record Look(SecretLabels labels, Instant askedAt) {

  boolean isCurrent(String versionId) {
    return labels.of(versionId).contains(SecretVersions.CURRENT);
  }

  Optional<String> current() {
    return labels.holder(SecretVersions.CURRENT);
  }

  /**
   * The guards of every step (AWS's rotation templates have the same).
   *
   * @throws RotationException if the version is not one in the making
   */
  void requireInTheMaking(String versionId) {
    if (!labels.rotationEnabled()) {
      throw RotationException.refused(
          "rotation is not enabled for secret " + labels.arn() + "; nothing was changed");
    }
    if (labels.of(versionId).isEmpty()) {
      throw RotationException.refused(
          "secret " + labels.arn() + " has no labelled version " + versionId);
    }
    if (!isCurrent(versionId) && !labels.of(versionId).contains(SecretVersions.PENDING)) {
      throw RotationException.superseded(
          "version " + versionId + " is not AWSPENDING any more; its rotation was given up");
    }
  }

  /**
   * Whether the version still follows the one in force. A person who moved AWSCURRENT wins.
   *
   * @throws RotationException if somebody else's version is current, or this one was before
   */
  void requireLineage(String versionId, TokenSecret value) {
    brokenLineage(versionId, value)
        .ifPresent(
            why -> {
              throw RotationException.superseded(why);
            });
  }

  /** Why the version does not follow the one in force; empty if it does. */
  Optional<String> brokenLineage(String versionId, TokenSecret value) {
    if (labels.of(versionId).contains(SecretVersions.PREVIOUS)) {
      return Optional.of("version " + versionId + " was current before, and somebody took it back");
    }
    Optional<String> current = current();
    boolean follows = current.isPresent() && current.equals(value.derivedFrom());
    return follows || isCurrent(versionId)
        ? Optional.empty()
        : Optional.of(
            "version "
                + versionId
                + " was made from "
                + value.derivedFrom().orElse("none")
                + ", but AWSCURRENT is "
                + current.orElse("nowhere"));
  }
}
