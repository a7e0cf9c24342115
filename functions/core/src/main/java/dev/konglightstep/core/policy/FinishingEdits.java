package dev.konglightstep.core.policy;

import dev.konglightstep.core.otlp.Attributes;
import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.KeyMatcher;
import dev.konglightstep.core.policy.sampling.Decisions;
import java.util.Optional;
import java.util.function.IntPredicate;

/** How a request is copied once it is decided on. */
final class FinishingEdits implements Edits {
  private final Optional<Decisions> decisions;
  private final Identities identities;
  private final Sums sums = new Sums();
  private final KeyMatcher removed;
  private final IntPredicate items;

  /**
   * For some items or all.
   *
   * @param removed keys of attributes that go wherever they stand
   * @param items which of those that are kept
   */
  FinishingEdits(
      Optional<Decisions> decisions,
      Identities identities,
      KeyMatcher removed,
      IntPredicate items) {
    this.decisions = decisions;
    this.identities = identities;
    this.removed = removed;
    this.items = items;
  }

  @Override
  public boolean keeps(int item) {
    return (decisions.isEmpty() || decisions.get().keeps(item)) && items.test(item);
  }

  @Override
  public Attributes added(int item) {
    Attributes identity = identities.added(item);
    return decisions.isEmpty() ? identity : sums.of(decisions.get().added(item), identity);
  }

  @Override
  public boolean replacesTraceState(int item) {
    return decisions.isPresent() && decisions.get().replacesTraceState(item);
  }

  @Override
  public KeyMatcher removed(int item) {
    return identities.removed(item);
  }

  @Override
  public KeyMatcher removedEverywhere() {
    return removed;
  }
}
