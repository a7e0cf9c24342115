package dev.konglightstep.proxy.soak;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.standins.kong.KongQueue;
import dev.konglightstep.standins.kong.Pace;
import dev.konglightstep.standins.kong.QueueSettings;
import dev.konglightstep.standins.kong.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A worker of Kong's plugin: its queue in virtual time, and the key that it shows. */
final class KongWorker implements Pace {
  private static final Duration EVER = Duration.ofDays(1);

  private final Timeline timeline;
  private final Front front;
  private final Ledger ledger;
  private final Recording node;
  private final QueueSettings settings;
  private final KongQueue queue;
  private final Signal added;
  private String key;

  /**
   * Waits for spans.
   *
   * @param node whose resource and scope go with the spans
   */
  KongWorker(
      Timeline timeline,
      Front front,
      Ledger ledger,
      Recording node,
      QueueSettings settings,
      String key) {
    this.timeline = timeline;
    this.front = front;
    this.ledger = ledger;
    this.node = node;
    this.settings = settings;
    this.key = key;
    this.added = new Signal(timeline);
    // Spans are waited for here, in virtual time.
    this.queue = new KongQueue(withoutDelay(settings), this::export, this);
    timeline.spawn(this::live);
  }

  void enqueue(Bytes span) {
    queue.enqueue(span);
    added.raise();
  }

  /** It has a new configuration; a retry uses it too. */
  void shows(String newKey) {
    key = newKey;
  }

  KongQueue queue() {
    return queue;
  }

  @Override
  public Instant now() {
    return timeline.instant();
  }

  @Override
  public void sleep(Duration duration) {
    timeline.sleep(duration);
  }

  private void live() {
    try {
      while (true) {
        awaitBatch();
        queue.processOnce();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitBatch() {
    while (queue.waiting() == 0) {
      added.await(EVER);
    }
    Instant latest = timeline.instant().plus(settings.maxCoalescingDelay());
    while (queue.waiting() < settings.maxBatchSize() && timeline.instant().isBefore(latest)) {
      added.await(Duration.between(timeline.instant(), latest));
    }
  }

  private boolean export(List<Bytes> spans) {
    Bytes body = node.with(spans);
    Headers headers =
        Headers.of("Content-Type", "application/x-protobuf")
            .with("Content-Length", String.valueOf(body.length()))
            .with("x-ingest-key", key);
    Optional<Response> answer = front.post(new Request("POST", "/v1/traces", headers, body));
    boolean taken = answer.filter(response -> response.status() == 200).isPresent();
    if (taken) {
      ledger.acknowledged(spans);
    }
    return taken;
  }

  private static QueueSettings withoutDelay(QueueSettings settings) {
    return new QueueSettings(
        settings.maxBatchSize(),
        Duration.ZERO,
        settings.maxEntries(),
        settings.retryDelay(),
        settings.maxRetryTime());
  }
}
