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

  private Jmh() {}

  static void compare() throws RunnerException {
    for (boolean c1 : new boolean[] {false, true}) {
      String suffix = c1 ? "c1" : "c2";
      double ours = score(RewriteBenchmark.class, "ours", c1);
      double protobuf = score(RewriteBenchmark.class, "protobuf", c1);
      Row.atLeast("rewrite-" + suffix, protobuf / ours, 8).print(ours, protobuf);
      double whole = score(ProxyCpuBenchmark.class, "whole", c1);
      double gzip = score(ProxyCpuBenchmark.class, "gzip", c1);
      Row.atMost("proxy-cpu-" + suffix, whole / gzip, c1 ? 2.5 : 1.6).print(whole, gzip);
    }
  }

  /** Microseconds for one batch. */
  private static double score(Class<?> benchmark, String method, boolean c1)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark.getName() + "." + method + "$")
            .forks(2)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(3)
            .measurementTime(TimeValue.seconds(1))
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(MEMORY);
    Collection<RunResult> results =
        new Runner(c1 ? options.jvmArgsAppend(C1).build() : options.build()).run();
    return results.iterator().next().getPrimaryResult().getScore();
  }
}
