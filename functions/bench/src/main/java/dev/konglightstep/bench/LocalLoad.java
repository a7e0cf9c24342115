package dev.konglightstep.bench;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code make local} under load. The server has one core; the generator and the backend, which are
 * in a second process, have the other. It has no bound: it is printed, to be compared with what
 * other proxies need for the same batches.
 */
public final class LocalLoad {
  private static final int SERVERS_CORE = 0;
  private static final int OTHER_CORE = 1;
  private static final int CONNECTIONS = 2;
  private static final int WARM = 3_000;
  private static final int EACH = 10_000;
  private static final int SPANS = 200;

  /** Far more than the proxy remembers, so none is answered from memory. */
  private static final int PREPARED = 2_000;

  private LocalLoad() {}

  /** Runs {@link #main} on the other core, and tells it how to keep the server on its own. */
  static void measure() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Cores.only(OTHER_CORE));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dsun.net.httpserver.nodelay=true",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LocalLoad.class.getName()));
    command.addAll(Cores.only(SERVERS_CORE));
    Process load = new ProcessBuilder(command).inheritIO().start();
    if (load.waitFor() != 0) {
      throw new IllegalStateException("the load of make local failed");
    }
  }

  /** The generator's process; the arguments stand before the server's command. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    AtomicInteger arrived = new AtomicInteger();
    Bytes[] batches = new Batches().some(PREPARED);
    try (LoopbackServer backend = LoopbackServer.start(request -> take(arrived), new Faults());
        LocalServer server = LocalServer.start(List.of(args), backend.url())) {
      ProcessFigures figures = ProcessFigures.of(server.process());
      LoadGenerator generator = new LoadGenerator(server.url(), batches);
      generator.send(CONNECTIONS, WARM);
      double before = figures.cpuSeconds();
      long start = System.nanoTime();
      long[] nanos = generator.send(CONNECTIONS, EACH);
      double seconds = (System.nanoTime() - start) / 1e9;
      print(nanos, figures.cpuSeconds() - before, seconds, figures.resident());
      System.out.println(
          "  local-load: " + (args.length == 0 ? "not pinned" : "server and load pinned"));
      if (arrived.get() != CONNECTIONS * (WARM + EACH)) {
        throw new IllegalStateException("only " + arrived + " batches arrived at the backend");
      }
    }
  }

  private static Response take(AtomicInteger arrived) {
    arrived.incrementAndGet();
    return new Response(200, Headers.NONE, Bytes.EMPTY);
  }

  private static void print(long[] nanos, double cpuSeconds, double seconds, long residentKb) {
    double millions = (double) nanos.length * SPANS / 1e6;
    System.out.printf(
        Locale.ROOT,
        "bench name=local-load cpu_s_per_million_spans=%.2f p50_ms=%.2f p99_ms=%.2f rss_mb=%.0f"
            + " spans_per_s=%.0f unbounded%n",
        cpuSeconds / millions,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        residentKb / 1024.0,
        millions * 1e6 / seconds);
  }
}
