package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.platform.http.JdkTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends batches that were prepared before, each connection its next one when it has its answer. */
final class LoadGenerator {
  /** What {@code make local} accepts when nothing else is set. */
  private static final String KEY = "local-ingest-key";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Bytes[] batches;
  private final Headers headers;
  private final String target;

  LoadGenerator(URI proxy, Bytes[] batches) {
    this.batches = batches;
    this.target = proxy + "/v1/traces";
    this.headers = Headers.of("Content-Type", "application/x-protobuf").with("x-ingest-key", KEY);
  }

  /**
   * So many batches on each connection, in turn from the prepared ones.
   *
   * @return the nanoseconds that each answer took, ascending
   */
  long[] send(int connections, int each) throws InterruptedException, ExecutionException {
    List<Future<long[]>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        int first = i * (batches.length / connections);
        all.add(threads.submit(() -> sendOnOneConnection(first, each)));
      }
    }
    long[] nanos = new long[connections * each];
    for (int i = 0; i < connections; i++) {
      System.arraycopy(all.get(i).get(), 0, nanos, i * each, each);
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private long[] sendOnOneConnection(int first, int count) throws IOException {
    long[] nanos = new long[count];
    try (JdkTransport transport = new JdkTransport()) {
      for (int i = 0; i < count; i++) {
        Bytes batch = batches[(first + i) % batches.length];
        long start = System.nanoTime();
        Response answer = transport.send(new Request("POST", target, headers, batch), PATIENCE);
        nanos[i] = System.nanoTime() - start;
        if (answer.status() != 200) {
          throw new IllegalStateException("status " + answer.status());
        }
      }
    }
    return nanos;
  }
}
