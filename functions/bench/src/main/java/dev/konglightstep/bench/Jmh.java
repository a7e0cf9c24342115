package dev.konglightstep.bench;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the JMH benchmarks in fresh JVMs, once as C2 compiles them and once as plain Lambda's C1.
 */
final class Jmh {
  private static final String[] MEMORY = {"-XX:+UseSerialGC", "-Xmx400m"};
  private static final String C1 = "-XX:TieredStopAtLevel=1";
  private static final int ROUNDS = 7;
  private static final int WARM_UP = 3;

  /** C2 still compiles parts of the whole proxy after eight seconds; gzip waits as long. */
  private static final int LONG_WARM_UP = 12;

  private Jmh() {}

  static void compare() throws RunnerException {
    for (boolean c1 : new boolean[] {false, true}) {
      String suffix = c1 ? "c1" : "c2";
      Pairs rewrite = pairs(RewriteBenchmark.class, "ours", "protobuf", c1);
      Row.atLeast("rewrite-" + suffix, 1 / rewrite.ratio(), 8)
          .print(rewrite.ours(), rewrite.yardstick());
      Pairs cpu = pairs(ProxyCpuBenchmark.class, "whole", "gzip", c1);
      Row.atMost("proxy-cpu-" + suffix, cpu.ratio(), c1 ? 3.2 : 2.0)
          .print(cpu.ours(), cpu.yardstick());
    }
    policies();
    enriched();
  }

  /** What a policy costs: what it looks for, and what it saves. */
  static void policies() throws RunnerException {
    Pairs detectors = pairs(DetectorsBenchmark.class, "clean", "gzip", false);
    Row.atMost("detectors", detectors.ratio(), 0.6).print(detectors.ours(), detectors.yardstick());
    Pairs sampled = new Pairs();
    for (int i = 0; i < ROUNDS; i++) {
      sampled.add(
          score(ProxyCpuBenchmark.class, "whole", ProxyCpuBenchmark.ESSENTIALS, false),
          score(ProxyCpuBenchmark.class, "gzip", ProxyCpuBenchmark.ESSENTIALS, false));
    }
    Row.atMost("proxy-cpu-sampled", sampled.ratio(), 0.8)
        .print(sampled.ours(), sampled.yardstick());
    new PolicyCosts().print();
  }

  /** What it costs to tell who called. */
  static void enriched() throws RunnerException {
    Pairs enriched = new Pairs();
    for (int i = 0; i < ROUNDS; i++) {
      enriched.add(
          score(ProxyCpuBenchmark.class, "whole", ProxyCpuBenchmark.ENRICHED, false),
          score(ProxyCpuBenchmark.class, "gzip", ProxyCpuBenchmark.ENRICHED, false));
    }
    Row.atMost("proxy-cpu-enriched", enriched.ratio(), 2.0)
        .print(enriched.ours(), enriched.yardstick());
  }

  /**
   * Ours and its yardstick in turns, each time in a fresh JVM: what else the machine does for a
   * while then strikes both, or one pair that the median leaves aside.
   */
  private static Pairs pairs(Class<?> benchmark, String ours, String yardstick, boolean c1)
      throws RunnerException {
    Pairs pairs = new Pairs();
    for (int i = 0; i < ROUNDS; i++) {
      pairs.add(score(benchmark, ours, c1), score(benchmark, yardstick, c1));
    }
    return pairs;
  }

  /** Microseconds for one batch. */
  private static double score(Class<?> benchmark, String method, boolean c1)
      throws RunnerException {
    return score(benchmark, method, ProxyCpuBenchmark.ALL, c1);
  }

  /** The policy matters only where a benchmark has one. */
  private static double score(Class<?> benchmark, String method, String policy, boolean c1)
      throws RunnerException {
    boolean isWhole = benchmark == ProxyCpuBenchmark.class && !c1;
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark.getName() + "." + method + "$")
            .forks(1)
            .warmupIterations(isWhole ? LONG_WARM_UP : WARM_UP)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(2)
            .measurementTime(TimeValue.seconds(1))
            .verbosity(VerboseMode.SILENT)
            .param("policy", policy)
            .jvmArgs(MEMORY);
    Collection<RunResult> results =
        new Runner(c1 ? options.jvmArgsAppend(C1).build() : options.build()).run();
    return results.iterator().next().getPrimaryResult().getScore();
  }
}
