package dev.konglightstep.bench;

import com.sun.management.ThreadMXBean;
import dev.konglightstep.core.Bytes;
import java.lang.management.ManagementFactory;

/** Bytes that scan and write allocate for a batch, against what goes in and comes out. */
final class Allocation {
  private static final int BATCHES = 2_000;

  private Allocation() {}

  static void measure() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Bytes[] batches = new Batches().some(16);
    FiveMore edits = new FiveMore();
    long inAndOut = 0;
    long before = 0;
    for (int i = -BATCHES; i < BATCHES; i++) {
      if (i == 0) {
        inAndOut = 0;
        before = threads.getCurrentThreadAllocatedBytes();
      }
      Bytes batch = batches[Math.floorMod(i, batches.length)];
      inAndOut += batch.length() + RewriteBenchmark.rewrite(batch, edits).length();
    }
    double allocated = threads.getCurrentThreadAllocatedBytes() - before;
    Row.atMost("alloc", allocated / inAndOut, 3)
        .print(allocated / BATCHES, (double) inAndOut / BATCHES);
  }
}
