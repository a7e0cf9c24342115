package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.core.otlp.KeySet;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.core.policy.Principals;
import dev.konglightstep.core.policy.sampling.RememberedTraces;
import dev.konglightstep.platform.Refreshed;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The policy that is to be followed now, ready for work. Thread-safe. */
final class PolicyInForce {
  private final Refreshed.Source<Policy> policies;
  private final Principals principals;
  private final KeySet tokenAttributes;
  private final LongSupplier seeds;
  private volatile @Nullable AtWork current;
  private @Nullable RememberedTraces remembered;

  /**
   * Nothing is read yet.
   *
   * @param policies gives the newest valid policy
   * @param backend whose token no batch may carry
   * @param seeds of the tables of traces, which no sender may know
   */
  PolicyInForce(
      Refreshed.Source<Policy> policies,
      Principals principals,
      Backend backend,
      LongSupplier seeds) {
    this.policies = policies;
    this.principals = principals;
    this.tokenAttributes = KeySet.of(backend.tokenAttributes());
    this.seeds = seeds;
  }

  /**
   * What the policy does.
   *
   * @param timeout for reading it, should that be needed
   * @throws dev.konglightstep.proxy.policy.PolicyUnavailableException if there never was a valid
   *     one
   */
  PolicyEngine engine(Duration timeout) {
    Policy policy = policies.load(timeout);
    AtWork known = current;
    return known != null && known.policy.equals(policy) ? known.engine : put(policy);
  }

  private synchronized PolicyEngine put(Policy policy) {
    AtWork known = current;
    if (known != null && known.policy.equals(policy)) {
      return known.engine;
    }
    long seed = seeds.getAsLong();
    if (remembered == null) {
      remembered = new RememberedTraces(seed);
    }
    PolicyEngine engine = new PolicyEngine(policy, principals, tokenAttributes, remembered, seed);
    current = new AtWork(policy, engine);
    return engine;
  }

  private record AtWork(Policy policy, PolicyEngine engine) {}
}
