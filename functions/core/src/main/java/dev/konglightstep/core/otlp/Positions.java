package dev.konglightstep.core.otlp;

import java.util.Arrays;

/** Places in a request, in ascending order, as indexes into its array; each is met once. */
public final class Positions {
  private int[] all = new int[16];
  private int count;
  private int met;

  /** Adds a place behind all others. */
  public void add(int position) {
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
    }
    all[count++] = position;
  }

  /** Adds places that are behind all of these. */
  public void append(Positions later) {
    for (int i = 0; i < later.count; i++) {
      add(later.all[i]);
    }
  }

  /** These places and others, in their order. */
  public Positions and(Positions others) {
    if (others.isEmpty()) {
      return this;
    }
    Positions both = new Positions();
    int mine = 0;
    for (int i = 0; i < others.count; i++) {
      while (mine < count && all[mine] < others.all[i]) {
        both.add(all[mine++]);
      }
      both.add(others.all[i]);
    }
    while (mine < count) {
      both.add(all[mine++]);
    }
    return both;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Whether one that was not met yet lies before the end. */
  boolean anyBefore(int end) {
    return met < count && all[met] < end;
  }

  /** Meets all before a place. */
  void skipTo(int position) {
    while (met < count && all[met] < position) {
      met++;
    }
  }
}
