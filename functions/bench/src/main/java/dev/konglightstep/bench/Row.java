package dev.konglightstep.bench;

import java.util.Locale;

/** One line of the result: a ratio and the bound that it is held against. */
record Row(String name, double ratio, double bound, boolean met) {
  static Row atLeast(String name, double ratio, double bound) {
    return new Row(name, ratio, bound, ratio >= bound);
  }

  static Row atMost(String name, double ratio, double bound) {
    return new Row(name, ratio, bound, ratio <= bound);
  }

  /** The row, and the two figures that it was made of. */
  void print(double ours, double yardstick) {
    System.out.printf(Locale.ROOT, "  %-20s ours %.1f, yardstick %.1f%n", name, ours, yardstick);
    System.out.printf(
        Locale.ROOT,
        "bench name=%s ratio=%.2f bound=%.2f %s%n",
        name,
        ratio,
        bound,
        met ? "ok" : "short");
  }
}
