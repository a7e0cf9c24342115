package dev.konglightstep.core.otlp;

import java.util.Arrays;

/**
 * Places in a request, in ascending order, as indexes into its array; each is met once. A place has
 * a label, which is a set of bits.
 */
public final class Positions {
  private int[] all = new int[16];
  private int[] labels = new int[16];
  private int count;
  private int met;

  /** Adds a place behind all others, or where the last one is. */
  public void add(int position, int label) {
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
      labels = Arrays.copyOf(labels, 2 * count);
    }
    all[count] = position;
    labels[count++] = label;
  }

  /** Adds places that are behind all of these. */
  public void append(Positions later) {
    for (int i = 0; i < later.count; i++) {
      add(later.all[i], later.labels[i]);
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
        both.add(all[mine], labels[mine++]);
      }
      both.add(others.all[i], others.labels[i]);
    }
    while (mine < count) {
      both.add(all[mine], labels[mine++]);
    }
    return both;
  }

  /** The labels of all places from one on and before another. */
  public int labels(int from, int to) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all[middle] < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int together = 0;
    for (int i = low; i < count && all[i] < to; i++) {
      together |= labels[i];
    }
    return together;
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
