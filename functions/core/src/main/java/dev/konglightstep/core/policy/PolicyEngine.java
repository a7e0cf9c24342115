package dev.konglightstep.core.policy;

import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.latency.Latency;
import dev.konglightstep.core.policy.redaction.Redactor;
import dev.konglightstep.core.policy.sampling.Decisions;
import dev.konglightstep.core.policy.sampling.RememberedTraces;
import dev.konglightstep.core.policy.sampling.Sampler;
import dev.konglightstep.core.policy.sampling.Traces;
import java.util.Optional;

/**
 * A policy at work. All that leaves goes through here: what Kong sends now, and what comes back out
 * of the quarantine.
 *
 * <p>Thread-safe.
 */
public final class PolicyEngine {
  private final Optional<Sampler> sampler;
  private final Optional<Latency> latency;
  private final Redactor redactor;
  private final Principals principals;
  private final KeyMatcher removed;
  private final KeyMatcher removedFromTraces;
  private final long seed;

  /**
   * Puts a policy to work.
   *
   * @param principals who is behind requests, as the policy wants it told
   * @param neverSent keys of attributes that no policy can keep
   * @param remembered what was decided before, under whatever policy
   * @param seed a number that no sender knows
   */
  public PolicyEngine(
      Policy policy,
      Principals principals,
      KeyMatcher neverSent,
      RememberedTraces remembered,
      long seed) {
    this.sampler = policy.sampling().map(sampling -> new Sampler(sampling, remembered));
    this.latency = policy.latency();
    this.redactor = new Redactor(policy.redaction());
    this.principals = principals;
    this.removed = redactor.removes(neverSent);
    this.removedFromTraces = any(IdentityNames.ALL, any(principals.removedEverywhere(), removed));
    this.seed = seed;
  }

  private static KeyMatcher any(KeyMatcher one, KeyMatcher another) {
    return (bytes, from, to) -> one.contains(bytes, from, to) || another.contains(bytes, from, to);
  }

  /** What is counted of all requests; empty if nothing is. */
  public Optional<Latency> latency() {
    return latency;
  }

  /** Decides what of a request goes on, and how. */
  public Finished finish(ExportRequest request) {
    if (request.signal() != Signal.TRACES) {
      return finished(request, Optional.empty(), Identities.NONE, Optional.empty());
    }
    boolean concerned = principals.concern(request);
    if (sampler.isEmpty() && latency.isEmpty()) {
      Identities identities =
          concerned ? principals.of(request, () -> Traces.of(request, seed)) : Identities.NONE;
      return finished(request, Optional.empty(), identities, Optional.empty());
    }
    Traces traces = Traces.of(request, seed);
    Identities identities = concerned ? principals.of(request, () -> traces) : Identities.NONE;
    return finished(
        request,
        Optional.of(traces),
        identities,
        sampler.map(every -> every.decide(request, traces, identities)));
  }

  /**
   * Takes out of a request that was finished before what this policy takes out; all of it is kept,
   * and what its spans were told stays.
   */
  public Finished finishAgain(ExportRequest request) {
    return new Finished(
        request,
        Optional.empty(),
        Identities.NONE,
        Optional.empty(),
        removed,
        Optional.of(redactor));
  }

  private Finished finished(
      ExportRequest request,
      Optional<Traces> traces,
      Identities identities,
      Optional<Decisions> decisions) {
    KeyMatcher goes = request.signal() == Signal.TRACES ? removedFromTraces : removed;
    return new Finished(request, traces, identities, decisions, goes, Optional.of(redactor));
  }
}
