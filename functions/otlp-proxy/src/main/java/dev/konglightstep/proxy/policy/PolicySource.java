package dev.konglightstep.proxy.policy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.platform.ObjectUri;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.json.InvalidDocumentException;
import dev.konglightstep.platform.json.PolicyJson;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.document.Newest;
import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Loads the newest version of a policy. While that cannot be used, the one before stays; who has
 * none takes the newest earlier version that can be. What was deleted is not taken: somebody wanted
 * it gone.
 *
 * <p>The same object for the same version, so that what is made of a policy can be kept. Used by
 * one thread at a time.
 */
public final class PolicySource implements Refreshed.Source<Policy> {
  private static final int MOST_VERSIONS = 20;
  private static final String ABSENT = "it is not there, or it was deleted";

  private final PolicyStore store;
  private final ObjectUri uri;
  private final InstantSource clock;
  private final Log log;
  private final Metrics metrics;

  /** What was read last, whether or not it can be used; empty before that, and if it is gone. */
  private Optional<String> seen = Optional.empty();

  /** What is in force. */
  private Optional<Policy> policy = Optional.empty();

  /** Why what was read last cannot be used; empty if it is in force. */
  private Optional<String> mistake = Optional.empty();

  /** What was told of in the log. */
  private Optional<String> told = Optional.empty();

  /** Reads nothing yet. */
  public PolicySource(
      PolicyStore store, ObjectUri uri, InstantSource clock, Log log, Metrics metrics) {
    this.store = store;
    this.uri = uri;
    this.clock = clock;
    this.log = log;
    this.metrics = metrics;
  }

  /**
   * The policy that holds.
   *
   * @throws PolicyUnavailableException if the store cannot be read, or nothing in it can be used
   */
  @Override
  public Policy load(Duration timeout) {
    Instant until = clock.instant().plus(timeout);
    try {
      switch (store.newest(seen, timeout)) {
        case Newest.Unchanged same -> {}
        case Newest.Absent none -> absent();
        case Newest.TooLong(String tag) -> refuse(tag, PolicyJson.TOO_LONG, until);
        case Newest.Document(String tag, Bytes body) -> take(tag, body, until);
      }
    } catch (StoreException e) {
      metrics.count("PolicyUnreadable", 1);
      throw tell("the policy cannot be read", String.valueOf(e.getMessage()));
    }
    metrics.count("PolicyRefused", mistake.isPresent() ? 1 : 0);
    metrics.count("PolicyOlderServes", mistake.isPresent() && policy.isPresent() ? 1 : 0);
    return policy.orElseThrow(() -> unavailable("the policy is refused", mistake.orElse("")));
  }

  private void take(String tag, Bytes body, Instant until) throws StoreException {
    try {
      policy = Optional.of(PolicyJson.parse(body));
      mistake = Optional.empty();
      told = Optional.empty();
      seen = Optional.of(tag);
      log.info("a policy is in force", Map.of("policy", uri.toString(), "version", tag));
    } catch (InvalidDocumentException e) {
      refuse(tag, String.valueOf(e.getMessage()), until);
    }
  }

  private void refuse(String tag, String why, Instant until) throws StoreException {
    refuse(tag, why);
    if (policy.isEmpty()) {
      policy = earlier(until);
    }
    seen = Optional.of(tag);
  }

  private void absent() {
    refuse(ABSENT, ABSENT);
    seen = Optional.empty();
  }

  private void refuse(String what, String why) {
    mistake = Optional.of(why);
    if (!told.equals(Optional.of(what))) {
      told = Optional.of(what);
      tell("the policy is refused" + (policy.isPresent() ? "; the one before stays" : ""), why);
    }
  }

  private Optional<Policy> earlier(Instant until) throws StoreException {
    for (String version : store.versions(MOST_VERSIONS, left(until))) {
      try {
        Policy earlier = PolicyJson.parse(store.read(version, left(until)));
        log.warn(
            "an earlier version of the policy serves",
            Map.of("policy", uri.toString(), "version", version));
        return Optional.of(earlier);
      } catch (InvalidDocumentException e) {
        log.debug(
            "an earlier version of the policy is refused too",
            Map.of("version", version, "why", String.valueOf(e.getMessage())));
      }
    }
    return Optional.empty();
  }

  private PolicyUnavailableException tell(String what, String why) {
    log.error(what, Map.of("policy", uri.toString(), "why", why));
    return unavailable(what, why);
  }

  private PolicyUnavailableException unavailable(String what, String why) {
    return new PolicyUnavailableException(what + ": " + uri + ": " + why);
  }

  private Duration left(Instant until) {
    return Duration.between(clock.instant(), until);
  }
}
