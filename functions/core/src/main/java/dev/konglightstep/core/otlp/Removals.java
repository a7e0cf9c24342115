package dev.konglightstep.core.otlp;

import java.util.IdentityHashMap;

/**
 * Which of a request's keys must go: decided once for each set of keys that the edits name, and not
 * for each item.
 */
final class Removals {
  private final Keys keys;
  private final Marked everywhere;
  private final IdentityHashMap<KeySet, Marked> known = new IdentityHashMap<>();
  private KeySet last = KeySet.EMPTY;
  private Marked lastMarked;

  Removals(Keys keys, KeySet everywhere) {
    this.keys = keys;
    this.everywhere = new Marked(keys.in(everywhere));
    this.lastMarked = this.everywhere;
    known.put(last, lastMarked);
  }

  /** The keys that go wherever they stand. */
  Marked everywhere() {
    return everywhere;
  }

  /** The keys of the set, and those that go everywhere. */
  Marked with(KeySet set) {
    if (set != last) {
      last = set;
      lastMarked = known.computeIfAbsent(set, this::mark);
    }
    return lastMarked;
  }

  private Marked mark(KeySet set) {
    boolean[] marks = keys.in(set);
    for (int key = 0; key < marks.length; key++) {
      marks[key] |= everywhere.marks[key];
    }
    return new Marked(marks);
  }

  /** Some of a request's keys. */
  static final class Marked {
    private final boolean[] marks;
    private final boolean any;

    Marked(boolean[] marks) {
      this.marks = marks;
      boolean found = false;
      for (boolean mark : marks) {
        found |= mark;
      }
      this.any = found;
    }

    boolean any() {
      return any;
    }

    /** By the number of a key; read only. */
    boolean[] marks() {
      return marks;
    }
  }
}
