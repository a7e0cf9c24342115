package dev.konglightstep.core.policy;

import dev.konglightstep.core.policy.identity.Identity;
import dev.konglightstep.core.policy.latency.Latency;
import dev.konglightstep.core.policy.redaction.Redaction;
import dev.konglightstep.core.policy.sampling.Sampling;
import java.util.Optional;

/**
 * What happens to what Kong sends.
 *
 * @param sampling which traces are kept; empty keeps all and says nothing about it in them
 * @param redaction what is taken out of them
 * @param identity what is told of who called
 * @param latency what is counted of all requests, kept or not; empty counts nothing
 */
public record Policy(
    Optional<Sampling> sampling,
    Redaction redaction,
    Identity identity,
    Optional<Latency> latency) {

  /** Without a policy everything is kept, and secrets are taken out all the same. */
  public static final Policy SAFE =
      new Policy(Optional.empty(), Redaction.SAFE, Identity.SAFE, Optional.empty());
}
