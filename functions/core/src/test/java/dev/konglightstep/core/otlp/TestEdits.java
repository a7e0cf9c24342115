package dev.konglightstep.core.otlp;

import java.util.Set;
import java.util.function.IntPredicate;

/** Edits as a test wants them; what is added is {@code added=yes}. */
record TestEdits(IntPredicate kept, KeySet keys, KeySet everywhere, Attributes addition)
    implements Edits {

  TestEdits(IntPredicate kept, Set<String> removed, Set<String> everywhere, boolean adds) {
    this(
        kept,
        KeySet.of(removed),
        KeySet.of(everywhere),
        adds ? Attributes.NONE.text("added", "yes") : Attributes.NONE);
  }

  @Override
  public boolean keeps(int item) {
    return kept.test(item);
  }

  @Override
  public Attributes added(int item) {
    return addition;
  }

  @Override
  public Attributes addedToResource() {
    return addition;
  }

  @Override
  public KeyMatcher removed(int item) {
    return keys;
  }

  @Override
  public KeyMatcher removedFromResource() {
    return keys;
  }

  @Override
  public KeyMatcher removedEverywhere() {
    return everywhere;
  }
}
