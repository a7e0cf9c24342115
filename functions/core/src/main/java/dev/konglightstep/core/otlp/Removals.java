package dev.konglightstep.core.otlp;

import java.util.IdentityHashMap;

/**
 * Which of a request's keys must go: decided once for each set of keys that the edits name, and not
 * for each item.
 */
final class Removals {
  private final Keys keys;
  private final Marked everywhere;
  private final IdentityHashMap<KeyMatcher, Marked> known = new IdentityHashMap<>();
  private KeyMatcher last = KeyMatcher.NONE;
  private Marked lastMarked;

  Removals(Keys keys, KeyMatcher everywhere) {
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
  Marked with(KeyMatcher set) {
    if (!set.equals(last)) {
      last = set;
      lastMarked = known.computeIfAbsent(set, this::mark);
    }
    return lastMarked;
  }

  private Marked mark(KeyMatcher set) {
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
