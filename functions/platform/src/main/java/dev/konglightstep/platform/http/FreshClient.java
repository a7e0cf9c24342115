package dev.konglightstep.platform.http;

import dev.konglightstep.core.http.Transport;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The JDK's client, replaced by a new one when its kept connections may be dead. In a frozen
 * environment its timers stand still and it does not hear a peer hang up; and nothing takes a
 * single connection out of it, so the whole client goes.
 *
 * <p>Thread-safe. A client that was replaced takes nothing more and ends after its last exchange.
 */
final class FreshClient implements AutoCloseable {
  /** The JDK closes a connection that was idle for 30 s, by a timer. */
  private static final Duration MAX_IDLE = Duration.ofSeconds(25);

  private final InstantSource clock;
  private final Supplier<HttpClient> clients;
  private HttpClient client;
  private Instant usedAt;
  private boolean closed;

  /** Makes a client with {@code clients} now, and again when it must be replaced. */
  FreshClient(InstantSource clock, Supplier<HttpClient> clients) {
    this.clock = clock;
    this.clients = clients;
    this.client = clients.get();
    this.usedAt = clock.instant();
  }

  /** Sends on a connection that was not idle for too long, by the wall clock. */
  synchronized Exchange start(HttpRequest request) {
    Instant now = clock.instant();
    if (isIdleSince(usedAt, now)) {
      replace();
    }
    usedAt = now;
    return new Exchange(
        client, client.sendAsync(request, answer -> new CappedBody(Transport.MAX_ANSWER_BYTES)));
  }

  /** Its connection broke; the others of its client are as old and went the same way. */
  synchronized void broken(Exchange exchange) {
    if (exchange.client.equals(client)) {
      replace();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    client.shutdownNow();
    client.close();
  }

  private void replace() {
    if (!closed) {
      client.shutdown();
      client = clients.get();
    }
  }

  /** A last use in the future counts as long ago: the clock was set back. */
  private static boolean isIdleSince(Instant usedAt, Instant now) {
    return usedAt.isAfter(now) || usedAt.isBefore(now.minus(MAX_IDLE));
  }

  /** An answer that is awaited, and the client that it comes over. */
  record Exchange(HttpClient client, CompletableFuture<HttpResponse<byte[]>> answer) {}
}
