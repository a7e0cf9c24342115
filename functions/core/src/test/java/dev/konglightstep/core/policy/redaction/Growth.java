package dev.konglightstep.core.policy.redaction;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * How work grows with its size, by the processor's time of this thread, which what else runs on the
 * machine does not add to.
 */
final class Growth {
  private static final int SIZE = 1 << 16;
  private static final int TIMES = 4;
  private static final long MEASURABLE = 5_000_000;
  private static final int TRIES = 4;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Growth() {}

  /**
   * How many times longer the work takes if there is four times as much of it. If that is much it
   * is measured again, a few times, and the least counts: what a machine does besides only adds to
   * it.
   *
   * @param enough growth that needs no other try
   * @param made what is worked on, by its size in bytes
   */
  static <T> double ofFour(double enough, IntFunction<T> made, Consumer<T> work) {
    T some = made.apply(SIZE);
    T more = made.apply(TIMES * SIZE);
    int rounds = rounds(some, work);
    int fewer = Math.max(1, rounds / TIMES);
    double least = Double.MAX_VALUE;
    for (int i = 0; i < TRIES && least > enough; i++) {
      double before = (double) nanos(some, work, rounds) / rounds;
      least = Math.min(least, nanos(more, work, fewer) / before / fewer);
    }
    return least;
  }

  /** How often it is done until that can be measured; what is made warm by it counts nowhere. */
  private static <T> int rounds(T input, Consumer<T> work) {
    int rounds = 1;
    long took = nanos(input, work, rounds);
    while (took < MEASURABLE) {
      rounds = (int) (rounds * Math.max(2, MEASURABLE / Math.max(1, took) + 1));
      took = nanos(input, work, rounds);
    }
    return rounds;
  }

  private static <T> long nanos(T input, Consumer<T> work, int rounds) {
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < rounds; i++) {
      work.accept(input);
    }
    return THREADS.getCurrentThreadCpuTime() - before;
  }
}
