package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.redaction.Cleaned;
import dev.konglightstep.core.policy.redaction.Redaction;
import dev.konglightstep.core.policy.redaction.Redactor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** All detectors and key rules over the recorded batch, against gzip level 1 of the same bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DetectorsBenchmark {
  private static final int BATCHES = 64;

  private final Bytes[] batches = new Batches().some(BATCHES);
  private final Redactor redactor = new Redactor(Redaction.SAFE);
  private int next;

  @Benchmark
  public Cleaned clean() {
    return redactor.clean(Signal.TRACES, batches[next++ % BATCHES]);
  }

  /** The yardstick. */
  @Benchmark
  public Bytes gzip() {
    return Gzip.compress(batches[next++ % BATCHES]);
  }
}
