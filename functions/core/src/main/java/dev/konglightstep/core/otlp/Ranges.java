package dev.konglightstep.core.otlp;

import java.util.Arrays;

/** Parts of a request, in ascending order and apart from each other, as indexes into its array. */
public final class Ranges {
  /** No part. */
  public static final Ranges NONE = new Ranges();

  /** From and to of each, the last one first. */
  private int[] bounds = new int[0];

  private int count;

  Ranges() {}

  /** Adds a part before all others. */
  void add(int from, int to) {
    if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, Math.max(64, 4 * count));
    }
    bounds[2 * count] = from;
    bounds[2 * count + 1] = to;
    count++;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Where one begins; they are counted from 0. */
  public int from(int index) {
    return bounds[2 * (count - 1 - index)];
  }

  /** Behind its last byte. */
  public int to(int index) {
    return bounds[2 * (count - 1 - index) + 1];
  }
}
