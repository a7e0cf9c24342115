package dev.konglightstep.proxy;

import dev.konglightstep.core.otlp.Attributes;
import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.KeySet;

/**
 * The same edits, and of the items only those in a range.
 *
 * @param to exclusive
 */
record Part(Edits edits, int from, int to) implements Edits {
  @Override
  public boolean keeps(int item) {
    return from <= item && item < to && edits.keeps(item);
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
