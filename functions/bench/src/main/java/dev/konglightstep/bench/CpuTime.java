package dev.konglightstep.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * CPU time of this thread, in microseconds for one call: what else the machine does costs it
 * little. For figures that are shown, not for rows with a bound, which JMH measures.
 */
final class CpuTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 60;
  private static final int SLICES = 100;

  /** What was made last, so that no compiler leaves it out. */
  private volatile Object made = "";

  /** How much one costs more than another; the medians of slices taken in turns. */
  double more(IntFunction<Object> one, IntFunction<Object> other, int calls) {
    double[] differences = new double[SLICES];
    for (int slice = -WARM_UP; slice < SLICES; slice++) {
      double difference = slice(one, calls) - slice(other, calls);
      if (slice >= 0) {
        differences[slice] = difference;
      }
    }
    Arrays.sort(differences);
    return differences[SLICES / 2];
  }

  private double slice(IntFunction<Object> work, int calls) {
    long before = THREADS.getCurrentThreadCpuTime();
    for (int call = 0; call < calls; call++) {
      made = work.apply(call);
    }
    return (THREADS.getCurrentThreadCpuTime() - before) / 1e3 / calls;
  }

  @Override
  public String toString() {
    return "CpuTime[" + made + "]";
  }
}
