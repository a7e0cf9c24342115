package dev.konglightstep.core.policy;

import dev.konglightstep.core.otlp.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Attributes put together, each pair of one request once: its spans are told the same few verdicts
 * and the same few principals again and again.
 */
final class Sums {
  private static final int PLACES = 256;

  private final @Nullable Sum[] sums = new @Nullable Sum[PLACES];

  /** Both of them; the same object for the same two objects, as a rule. */
  Attributes of(Attributes first, Attributes second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.and(second);
    }
    int place =
        (System.identityHashCode(first) * 31 + System.identityHashCode(second)) & (PLACES - 1);
    Sum known = sums[place];
    if (known == null || !known.isOf(first, second)) {
      known = new Sum(first, second, first.and(second));
      sums[place] = known;
    }
    return known.sum;
  }

  private record Sum(Attributes first, Attributes second, Attributes sum) {
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Attributes one, Attributes another) {
      return first == one && second == another;
    }
  }
}
