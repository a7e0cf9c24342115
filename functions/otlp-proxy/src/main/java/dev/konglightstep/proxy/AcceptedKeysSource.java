package dev.konglightstep.proxy;

import dev.konglightstep.core.secret.SecretLabels;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.telemetry.Log;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the accepted ingest keys: the labels in one call, then each value that is not known yet. A
 * value is written once, so that a reading in quiet times is the one call. Not thread-safe: {@link
 * Refreshed} never loads twice at a time.
 */
final class AcceptedKeysSource implements Refreshed.Source<AcceptedKeys> {
  private final SecretVersions versions;
  private final String secretId;
  private final Duration grace;
  private final InstantSource clock;
  private final Log log;

  /** From version id to key; empty for a version that is not of our shape and never will be. */
  private final Map<String, Optional<Token>> known = new HashMap<>();

  AcceptedKeysSource(
      SecretVersions versions, String secretId, Duration grace, InstantSource clock, Log log) {
    this.versions = versions;
    this.secretId = secretId;
    this.grace = grace;
    this.clock = clock;
    this.log = log;
  }

  /**
   * What is accepted now, though a version cannot be read or is malformed, if another one is good.
   *
   * @param timeout for all calls together
   * @throws SecretUnavailableException if the labels or every one of the values cannot be read
   */
  @Override
  public AcceptedKeys load(Duration timeout) {
    Instant until = clock.instant().plus(timeout);
    SecretLabels labels = versions.describe(secretId, timeout);
    List<Candidate> candidates = candidates(labels);
    known.keySet().retainAll(candidates.stream().map(Candidate::versionId).toList());
    boolean complete = true;
    List<AcceptedKeys.Key> keys = new ArrayList<>();
    for (Candidate candidate : candidates) {
      complete &= read(candidate.versionId, until);
      known
          .getOrDefault(candidate.versionId, Optional.empty())
          .ifPresent(token -> keys.add(new AcceptedKeys.Key(token, candidate.standing)));
    }
    if (keys.isEmpty()) {
      throw new SecretUnavailableException(
          "secret "
              + secretId
              + " has no version that is accepted (AWSCURRENT, AWSPENDING, live-*, AWSPREVIOUS"
              + " within its grace) and whose value can be used");
    }
    return new AcceptedKeys(keys, labels.lastChanged(), grace, complete);
  }

  /** The accepted versions, the most needed first: the time may not suffice for all. */
  private List<Candidate> candidates(SecretLabels labels) {
    boolean previousCounts = AcceptedKeys.isWithin(grace, labels.lastChanged(), clock.instant());
    List<Candidate> candidates = new ArrayList<>();
    labels
        .byVersion()
        .forEach(
            (id, carried) ->
                Standing.of(carried)
                    .filter(standing -> standing != Standing.PREVIOUS || previousCounts)
                    .ifPresent(standing -> candidates.add(new Candidate(id, standing))));
    candidates.sort(Comparator.comparing(Candidate::standing));
    return candidates;
  }

  /**
   * Makes a version's value known, if it has one.
   *
   * @return whether all is known that there is to know of this version
   */
  private boolean read(String versionId, Instant until) {
    if (known.containsKey(versionId)) {
      return true;
    }
    try {
      versions
          .byId(secretId, versionId, Duration.between(clock.instant(), until))
          .ifPresent(version -> known.put(versionId, Optional.of(version.value().token())));
      return true;
    } catch (SecretUnavailableException e) {
      log.warn(
          "a version of the ingest key cannot be used",
          Map.of("secret", secretId, "why", String.valueOf(e.getMessage())));
      if (e.isMalformed()) {
        known.put(versionId, Optional.empty());
      }
      return e.isMalformed();
    }
  }

  private record Candidate(String versionId, Standing standing) {}
}
