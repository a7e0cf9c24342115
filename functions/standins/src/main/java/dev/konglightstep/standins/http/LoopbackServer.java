package dev.konglightstep.standins.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Serves a face on 127.0.0.1 with the JDK's HTTP server, a virtual thread for each request. */
public final class LoopbackServer implements AutoCloseable {
  /** Without it a kept-alive answer waits about 40 ms for the client's delayed acknowledgement. */
  private static final String NODELAY = "sun.net.httpserver.nodelay";

  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Connections connections = new Connections();
  private final Face face;
  private final Faults faults;
  private final int mostOfABody;
  private final boolean streaming;

  private LoopbackServer(
      HttpServer server, Face face, Faults faults, int mostOfABody, boolean streaming) {
    this.server = server;
    this.face = face;
    this.faults = faults;
    this.mostOfABody = mostOfABody;
    this.streaming = streaming;
  }

  /** A server on a free port, for a model. */
  public static LoopbackServer start(Face face, Faults faults) {
    return start(0, face, faults);
  }

  /** A server on a port of the caller's choice, for a model. */
  public static LoopbackServer start(int port, Face face, Faults faults) {
    return start(port, face, faults, Integer.MAX_VALUE, false);
  }

  /**
   * A server whose bodies are read only when the face asks for them, and not after its answer.
   *
   * @param port 0 for a free one
   * @param maxBodyBytes of a body are read; the face sees one byte more if there are more
   */
  public static LoopbackServer streaming(int port, Face face, int maxBodyBytes) {
    return start(port, face, new Faults(), maxBodyBytes + 1, true);
  }

  private static LoopbackServer start(
      int port, Face face, Faults faults, int mostOfABody, boolean streaming) {
    if (!Boolean.getBoolean(NODELAY)) {
      throw new IllegalStateException("start Java with -D" + NODELAY + "=true");
    }
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      HttpServer server = HttpServer.create(address, 0);
      LoopbackServer loopback = new LoopbackServer(server, face, faults, mostOfABody, streaming);
      server.createContext("/", loopback::serve);
      server.setExecutor(loopback.threads);
      server.start();
      return loopback;
    } catch (BindException e) {
      throw new UncheckedIOException("port " + port + " is taken; choose another one", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
    }
  }

  /** Scheme, host and port. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many connections requests came over until now. */
  public int connections() {
    return connections.count();
  }

  /**
   * Lets the connections of until now be dead without their far end knowing, as they are after a
   * freeze: whoever sends on one of them is cut off before the face hears of it.
   */
  public void forgetConnections() {
    connections.forget();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!connections.isAlive(exchange.getRemoteAddress())) {
        return;
      }
      StreamedBody body = StreamedBody.of(exchange, mostOfABody);
      if (!streaming) {
        body.decode();
      }
      Request request = request(exchange, body);
      Optional<Fault> fault = faults.strike(request);
      if (fault.isPresent()) {
        serve(exchange, request, fault.get());
      } else {
        Response answer = face.answer(request);
        body.skip();
        write(exchange, answer);
      }
    } catch (UnreadableBodyException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(HttpExchange exchange, Request request, Fault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Answer(Response response) -> write(exchange, response);
      case Fault.Delay(var delay) -> {
        if (!closed.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
          write(exchange, face.answer(request));
        }
      }
      case Fault.DropBefore() -> {}
      case Fault.DropAfter() -> face.answer(request);
      case Fault.Cut(int promised) -> {
        exchange.sendResponseHeaders(200, promised);
        exchange.getResponseBody().write(0);
        exchange.getResponseBody().flush();
      }
      case Fault.Trickle trickle -> trickle(exchange, trickle);
      case Fault.Hang() -> closed.await();
    }
  }

  private void trickle(HttpExchange exchange, Fault.Trickle trickle)
      throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, trickle.bytes());
    OutputStream body = exchange.getResponseBody();
    for (int i = 0; i < trickle.bytes(); i++) {
      body.write(0);
      body.flush();
      if (closed.await(trickle.pause().toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  private static Request request(HttpExchange exchange, StreamedBody body) {
    Headers headers = Headers.of(exchange.getRequestHeaders());
    String target = exchange.getRequestURI().toString();
    return new Request(exchange.getRequestMethod(), target, headers, body);
  }

  private static void write(HttpExchange exchange, Response response) throws IOException {
    response.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    Bytes body = response.body();
    exchange.sendResponseHeaders(response.status(), body.isEmpty() ? NO_BODY : body.length());
    if (!body.isEmpty()) {
      exchange.getResponseBody().write(body.array(), body.offset(), body.length());
    }
  }
}
