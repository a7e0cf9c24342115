package dev.konglightstep.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Figures taken in turns, and their medians. */
final class Pairs {
  private final List<Pair> all = new ArrayList<>();

  void add(double ours, double yardstick) {
    all.add(new Pair(ours, yardstick));
  }

  double ours() {
    return median(Pair::ours);
  }

  double yardstick() {
    return median(Pair::yardstick);
  }

  /** The median of the pairs' ratios, not the ratio of the medians. */
  double ratio() {
    return median(pair -> pair.ours / pair.yardstick);
  }

  private double median(ToDoubleFunction<Pair> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private record Pair(double ours, double yardstick) {}
}
