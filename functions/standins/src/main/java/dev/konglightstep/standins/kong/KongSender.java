package dev.konglightstep.standins.kong;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The {@code opentelemetry} plugin of one Kong worker: batches of up to 200 spans, one in flight,
 * taken only if the answer is 200 exactly, else the same bytes again (kong/plugins/opentelemetry
 * 3.9.3).
 */
public final class KongSender implements AutoCloseable {
  /** The plugin's {@code read_timeout}. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private final Recording node;
  private final Supplier<Optional<PluginConfig>> config;
  private final Transport transport;
  private final KongQueue queue;
  private final Thread worker;
  private final AtomicLong batches = new AtomicLong();

  /**
   * Starts the worker.
   *
   * @param node whose resource and scope go with the spans
   * @param endpoint the plugin's {@code traces_endpoint}, posted to verbatim
   * @param ingestKey shown as {@code x-ingest-key}, the plugin's {@code headers}
   */
  public KongSender(
      Recording node,
      URI endpoint,
      String ingestKey,
      Transport transport,
      QueueSettings settings,
      Pace pace) {
    this(
        node,
        always(new PluginConfig(endpoint, Map.of("x-ingest-key", ingestKey))),
        transport,
        settings,
        pace);
  }

  /**
   * Starts the worker of a node whose configuration may change.
   *
   * @param config asked before every attempt, since a retry uses the newest configuration that the
   *     worker has seen; empty while it has no such plugin
   */
  public KongSender(
      Recording node,
      Supplier<Optional<PluginConfig>> config,
      Transport transport,
      QueueSettings settings,
      Pace pace) {
    this.node = node;
    this.config = config;
    this.transport = transport;
    this.queue = new KongQueue(settings, this::export, pace);
    this.worker = Thread.ofVirtual().start(this::work);
  }

  /** The queue, to which spans are added when a request ends. */
  public KongQueue queue() {
    return queue;
  }

  /** How many batches were taken. */
  public long batches() {
    return batches.get();
  }

  @Override
  public void close() {
    worker.interrupt();
  }

  private void work() {
    try {
      while (true) {
        queue.processOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean export(List<Bytes> spans) {
    Optional<PluginConfig> newest = config.get();
    if (newest.isEmpty()) {
      return false;
    }
    try {
      Request request = request(newest.get(), node.with(spans));
      boolean taken = transport.send(request, READ_TIMEOUT).status() == 200;
      if (taken) {
        batches.incrementAndGet();
      }
      return taken;
    } catch (IOException e) {
      return false;
    }
  }

  private static Request request(PluginConfig config, Bytes body) {
    Headers headers = Headers.of("Content-Type", "application/x-protobuf");
    for (var header : config.headers().entrySet()) {
      headers = headers.with(header.getKey(), header.getValue());
    }
    return new Request("POST", config.endpoint().toString(), headers, body);
  }

  private static Supplier<Optional<PluginConfig>> always(PluginConfig config) {
    return () -> Optional.of(config);
  }
}
