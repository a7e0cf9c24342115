package dev.konglightstep.proxy;

import dev.konglightstep.core.otlp.Attributes;
import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.KeySet;
import java.util.function.IntPredicate;

/** The same edits, and of the items only some, by their numbers. */
record Part(Edits edits, IntPredicate items) implements Edits {
  @Override
  public boolean keeps(int item) {
    return items.test(item) && edits.keeps(item);
  }

  @Override
  public Attributes added(int item) {
    return edits.added(item);
  }

  @Override
  public Attributes addedToResource() {
    return edits.addedToResource();
  }

  @Override
  public KeySet removed(int item) {
    return edits.removed(item);
  }

  @Override
  public KeySet removedFromResource() {
    return edits.removedFromResource();
  }

  @Override
  public KeySet removedEverywhere() {
    return edits.removedEverywhere();
  }
}
