package dev.konglightstep.bench;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.OtlpProxyHandler;
import dev.konglightstep.standins.kong.Recording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What only a whole process shows: cold starts and memory. */
final class WholeProcess {
  private static final int COLD_STARTS = 15;
  private static final int WARM = 2_000;
  private static final int BATCHES = 10_000;
  private static final int LARGE_EVERY = 250;

  /** About 4.4 MB, which base64 makes nearly the 6 MB that Lambda lets through. */
  private static final int LARGE_BYTES = 4_400_000;

  private WholeProcess() {}

  /** Medians of interleaved starts, each up to the first answered batch. */
  static void cold() throws IOException, InterruptedException {
    List<Class<? extends RequestStreamHandler>> handlers =
        List.of(OtlpProxyHandler.class, SecretHandler.class, EmptyHandler.class);
    double[][] millis = new double[handlers.size()][COLD_STARTS];
    Batches batches = new Batches();
    for (int round = 0; round < COLD_STARTS; round++) {
      for (int i = 0; i < handlers.size(); i++) {
        millis[i][round] = coldStart(handlers.get(i), World.event(batches.next()));
      }
    }
    double proxy = median(millis[0]);
    double secret = median(millis[1]);
    double empty = median(millis[2]);
    Row.atMost("cold", proxy / secret, 1.3).print(proxy, secret);
    System.out.printf("  cold, against an empty handler: %.2f (%.1f ms)%n", proxy / empty, empty);
  }

  /** Memory must not creep, whatever sizes come. */
  static void rss() throws IOException, InterruptedException {
    try (World world = new World();
        LambdaProcess function = LambdaProcess.start(world, OtlpProxyHandler.class)) {
      Batches batches = new Batches();
      Bytes large = World.event(large());
      long warm = 0;
      for (int i = 1; i <= BATCHES; i++) {
        world.invoke(i % LARGE_EVERY == 0 ? large : World.event(batches.next()));
        warm = i == WARM ? function.resident() : warm;
      }
      long resident = function.resident();
      Row.atMost("rss", (double) resident / warm, 1.05).print(resident / 1024.0, warm / 1024.0);
    }
  }

  private static double coldStart(Class<? extends RequestStreamHandler> handler, Bytes event)
      throws IOException, InterruptedException {
    try (World world = new World()) {
      long start = System.nanoTime();
      try (LambdaProcess function = LambdaProcess.start(world, handler)) {
        String answer = world.invoke(event);
        double millis = (System.nanoTime() - start) / 1e6;
        if (handler == OtlpProxyHandler.class && !answer.contains("\"statusCode\":200")) {
          throw new IllegalStateException(answer);
        }
        return function.process().isAlive() ? millis : Double.NaN;
      }
    }
  }

  private static Bytes large() {
    Recording recording = Recording.load("11-batch-200");
    List<Bytes> spans = new ArrayList<>();
    for (int bytes = 0; bytes < LARGE_BYTES; bytes += 30_000) {
      spans.addAll(recording.spans());
    }
    return recording.with(spans);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
