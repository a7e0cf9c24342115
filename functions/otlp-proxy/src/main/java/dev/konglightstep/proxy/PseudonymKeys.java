package dev.konglightstep.proxy;

import dev.konglightstep.core.policy.identity.Pseudonyms;
import dev.konglightstep.core.secret.SecretLabels;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.Refreshed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reads the keys of the pseudonyms: AWSCURRENT, and AWSPREVIOUS for a while after the secret
 * changed. A key is called by the last characters of its version's id, which are random.
 */
final class PseudonymKeys implements Refreshed.Source<Pseudonyms> {
  /** Long enough that who looks at a week sees one person as one. */
  static final Duration OVERLAP = Duration.ofDays(7);

  private static final int ID_LENGTH = 8;

  private final SecretVersions versions;
  private final Optional<String> secretId;
  private final InstantSource clock;

  /**
   * Nothing is read yet.
   *
   * @param secretId empty if nobody named a secret
   */
  PseudonymKeys(SecretVersions versions, Optional<String> secretId, InstantSource clock) {
    this.versions = versions;
    this.secretId = secretId;
    this.clock = clock;
  }

  /**
   * The keys that are in force.
   *
   * @param timeout for all calls together
   * @throws SecretUnavailableException if one cannot be read, or there is none
   */
  @Override
  public Pseudonyms load(Duration timeout) {
    String id =
        secretId.orElseThrow(
            () ->
                new SecretUnavailableException(
                    "the policy wants pseudonyms, but PSEUDONYM_SECRET_ID names no secret with a"
                        + " key for them; people are not told"));
    Instant until = clock.instant().plus(timeout);
    SecretLabels labels = versions.describe(id, timeout);
    Pseudonyms.Key current =
        key(id, labels, SecretVersions.CURRENT, until)
            .orElseThrow(
                () ->
                    new SecretUnavailableException(
                        "secret " + id + " has no version labelled AWSCURRENT here"));
    boolean overlaps = AcceptedKeys.isWithin(OVERLAP, labels.lastChanged(), clock.instant());
    return new Pseudonyms(
        current, overlaps ? key(id, labels, SecretVersions.PREVIOUS, until) : Optional.empty());
  }

  /** By its id and not by its label, which may have moved since. */
  private Optional<Pseudonyms.Key> key(
      String secret, SecretLabels labels, String label, Instant until) {
    return labels
        .holder(label)
        .flatMap(id -> versions.byId(secret, id, Duration.between(clock.instant(), until)))
        .map(PseudonymKeys::key);
  }

  private static Pseudonyms.Key key(SecretVersion version) {
    String id = version.id();
    return new Pseudonyms.Key(
        id.substring(Math.max(0, id.length() - ID_LENGTH)), version.value().token());
  }
}
