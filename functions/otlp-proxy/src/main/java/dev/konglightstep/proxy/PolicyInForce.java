package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.core.policy.identity.Identification;
import dev.konglightstep.core.policy.identity.Pseudonyms;
import dev.konglightstep.core.policy.identity.RememberedRoots;
import dev.konglightstep.core.policy.identity.Snapshot;
import dev.konglightstep.core.policy.redaction.Redactor;
import dev.konglightstep.core.policy.sampling.RememberedTraces;
import dev.konglightstep.platform.Refreshed;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The policy that is to be followed now, ready for work. Thread-safe. */
final class PolicyInForce {
  private final Refreshed.Source<Policy> policies;
  private final Refreshed.Source<Snapshot> snapshots;
  private final Refreshed.Source<Optional<Pseudonyms>> pseudonyms;
  private final KeySet tokenAttributes;
  private final LongSupplier seeds;
  private volatile @Nullable AtWork current;
  private @Nullable RememberedTraces traces;
  private @Nullable RememberedRoots roots;

  /**
   * Nothing is read yet.
   *
   * @param policies gives the newest valid policy
   * @param snapshots gives the newest one of the principals; it never throws
   * @param pseudonyms gives the keys for them, if there are any; it never throws, and is asked only
   *     for a policy that wants them
   * @param backend whose token no batch may carry
   * @param seeds of the tables of traces, which no sender may know
   */
  PolicyInForce(
      Refreshed.Source<Policy> policies,
      Refreshed.Source<Snapshot> snapshots,
      Refreshed.Source<Optional<Pseudonyms>> pseudonyms,
      Backend backend,
      LongSupplier seeds) {
    this.policies = policies;
    this.snapshots = snapshots;
    this.pseudonyms = pseudonyms;
    this.tokenAttributes = KeySet.of(backend.tokenAttributes());
    this.seeds = seeds;
  }

  /**
   * What the policy does.
   *
   * @param left how much time there is now for reading it and what it needs, should that be needed;
   *     half of it is left for what comes behind
   * @throws dev.konglightstep.proxy.policy.PolicyUnavailableException if there never was a valid
   *     one
   */
  PolicyEngine engine(Supplier<Duration> left) {
    Policy policy = policies.load(left.get());
    Parts parts =
        new Parts(
            policy,
            snapshots.load(left.get().dividedBy(2)),
            policy.identity().pseudonyms()
                ? pseudonyms.load(left.get().dividedBy(2))
                : Optional.empty());
    AtWork known = current;
    return known != null && known.parts.equals(parts) ? known.engine : put(parts);
  }

  private synchronized PolicyEngine put(Parts parts) {
    AtWork known = current;
    if (known != null && known.parts.equals(parts)) {
      return known.engine;
    }
    long seed = seeds.getAsLong();
    if (traces == null) {
      traces = new RememberedTraces(seed);
    }
    if (roots == null) {
      roots = new RememberedRoots(seed);
    }
    Identification principals =
        new Identification(
            parts.policy.identity(),
            parts.snapshot,
            parts.pseudonyms,
            new Redactor(parts.policy.redaction()),
            roots);
    PolicyEngine engine = new PolicyEngine(parts.policy, principals, tokenAttributes, traces, seed);
    current = new AtWork(parts, engine);
    return engine;
  }

  private record Parts(Policy policy, Snapshot snapshot, Optional<Pseudonyms> pseudonyms) {}

  private record AtWork(Parts parts, PolicyEngine engine) {}
}
