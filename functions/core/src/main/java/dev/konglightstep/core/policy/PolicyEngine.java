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
  private final KeyMatcher removed;
  private final long seed;

  /**
   * Puts a policy to work.
   *
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
    this.sampler = policy.sampling().map(sampling -> new Sampler(sampling, principals, remembered));
    this.latency = policy.latency();
    this.redactor = new Redactor(policy.redaction());
    this.removed = redactor.removes(neverSent);
    this.seed = seed;
  }

  /** What is counted of all requests; empty if nothing is. */
  public Optional<Latency> latency() {
    return latency;
  }

  /** Decides what of a request goes on, and how. */
  public Finished finish(ExportRequest request) {
    if (request.signal() != Signal.TRACES || (sampler.isEmpty() && latency.isEmpty())) {
      return finished(request, Optional.empty(), Optional.empty());
    }
    Traces traces = Traces.of(request, seed);
    Optional<Decisions> decisions = sampler.map(every -> every.decide(request, traces));
    return finished(request, Optional.of(traces), decisions);
  }

  private Finished finished(
      ExportRequest request, Optional<Traces> traces, Optional<Decisions> decisions) {
    return new Finished(request, traces, decisions, removed, Optional.of(redactor));
  }
}
