package dev.konglightstep.core.policy.identity;

import dev.konglightstep.core.policy.Remembered;
import java.util.Optional;

/**
 * The principals of roots that came lately, for their spans that come later.
 *
 * <p>Thread-safe.
 */
public final class RememberedRoots {
  private final long seed;
  private final Remembered<Principal> principals;

  /**
   * Nothing is remembered.
   *
   * @param seed a number that no sender knows
   */
  public RememberedRoots(long seed) {
    this.seed = seed;
    this.principals = new Remembered<>(seed);
  }

  /** A number that no sender knows. */
  long seed() {
    return seed;
  }

  boolean isEmpty() {
    return principals.isEmpty();
  }

  void remember(long upper, long lower, long span, Principal principal) {
    principals.put(upper, lower, span, principal);
  }

  Optional<Principal> recall(long upper, long lower, long span) {
    return principals.get(upper, lower, span);
  }
}
