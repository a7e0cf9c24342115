package dev.konglightstep.core.otlp;

import java.util.Arrays;
import java.util.List;

/**
 * Places in a request, in ascending order, as indexes into its array; each is met once. A place has
 * a label, which is a set of bits.
 */
public final class Positions {
  private static final int FEW = 16;

  private int[] all;
  private byte[] labels;
  private int count;
  private int met;

  /** None yet. */
  public Positions() {
    this(FEW);
  }

  private Positions(int capacity) {
    this.all = new int[capacity];
    this.labels = new byte[capacity];
  }

  /** Adds a place behind all others, or where the last one is; of its label eight bits count. */
  public void add(int position, int label) {
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
      labels = Arrays.copyOf(labels, 2 * count);
    }
    all[count] = position;
    labels[count++] = (byte) label;
  }

  /**
   * All of them in their order.
   *
   * @param inARow the places of each lie behind those of the one before
   * @param others places that lie anywhere
   */
  public static Positions together(List<Positions> inARow, Positions others) {
    int size = others.count;
    for (Positions some : inARow) {
      size += some.count;
    }
    Positions together = new Positions(size);
    int other = 0;
    for (Positions some : inARow) {
      for (int i = 0; i < some.count; i++) {
        while (other < others.count && others.all[other] < some.all[i]) {
          together.add(others, other++);
        }
        together.add(some, i);
      }
    }
    while (other < others.count) {
      together.add(others, other++);
    }
    return together;
  }

  private void add(Positions some, int i) {
    add(some.all[i], some.labels[i]);
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
      together |= labels[i] & 0xff;
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
