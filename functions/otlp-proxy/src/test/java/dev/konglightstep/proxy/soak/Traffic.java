package dev.konglightstep.proxy.soak;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.standins.kong.KongQueue;
import dev.konglightstep.standins.kong.QueueSettings;
import dev.konglightstep.standins.kong.Recording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Kong's workers and the requests that they have served: a steady stream of traces. */
final class Traffic {
  /** Batch size, delay in seconds and queue size of each worker; one queue is small. */
  private static final int[][] WORKERS = {
    {200, 1, 10_000}, {200, 3, 10_000}, {200, 5, 10_000}, {50, 3, 10_000}, {20, 3, 300}, {7, 1, 900}
  };

  private static final Duration BETWEEN_TRACES = Duration.ofMillis(1333);
  private static final Duration BETWEEN_HEAVY = Duration.ofSeconds(100);

  private final Timeline timeline;
  private final Ledger ledger;
  private final Spans spans;
  private final int most;
  private final List<KongWorker> workers = new ArrayList<>();

  /**
   * Workers without spans yet.
   *
   * @param most spans that will be sent, a multiple of sixteen
   */
  Traffic(
      Timeline timeline,
      Ledger ledger,
      Spans spans,
      int most,
      Front front,
      Recording node,
      String key) {
    this.timeline = timeline;
    this.ledger = ledger;
    this.spans = spans;
    this.most = most;
    for (int[] worker : WORKERS) {
      workers.add(new KongWorker(timeline, front, ledger, node, settings(worker), key));
    }
    workers.add(new KongWorker(timeline, front, ledger, node, settings(WORKERS[1]), key));
  }

  List<KongWorker> workers() {
    return workers;
  }

  void begin() {
    for (int i = 0; i < WORKERS.length; i++) {
      KongWorker worker = workers.get(i);
      timeline.in(BETWEEN_TRACES.multipliedBy(i).dividedBy(WORKERS.length), () -> light(worker));
    }
    timeline.in(BETWEEN_HEAVY, () -> heavy(workers.getLast()));
  }

  boolean isSent() {
    return ledger.sent() >= most;
  }

  /** Whether no span is left in any queue. */
  boolean isDone() {
    return isSent() && workers.stream().allMatch(worker -> worker.queue().size() == 0);
  }

  long sum(ToLongFunction<KongQueue> count) {
    return workers.stream().map(KongWorker::queue).mapToLong(count).sum();
  }

  private void light(KongWorker worker) {
    if (!isSent()) {
      for (int i = 0; i < Spans.TRACE; i++) {
        worker.enqueue(spans.light(ledger.next()));
      }
      timeline.in(BETWEEN_TRACES, () -> light(worker));
    }
  }

  /** So many at once that their batch is too large for a message. */
  private void heavy(KongWorker worker) {
    if (ledger.sent() + 2 * Spans.TRACE <= most) {
      List<Bytes> some = new ArrayList<>();
      for (int i = 0; i < 2 * Spans.TRACE; i++) {
        some.add(spans.heavy(ledger.next()));
      }
      some.forEach(worker::enqueue);
      timeline.in(BETWEEN_HEAVY, () -> heavy(worker));
    }
  }

  private static QueueSettings settings(int[] worker) {
    QueueSettings defaults = QueueSettings.DEFAULTS;
    return new QueueSettings(
        worker[0],
        Duration.ofSeconds(worker[1]),
        worker[2],
        defaults.retryDelay(),
        defaults.maxRetryTime());
  }
}
