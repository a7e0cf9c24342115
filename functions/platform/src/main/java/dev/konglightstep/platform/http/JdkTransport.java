package dev.konglightstep.platform.http;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP/1.1 over the JDK's client: keep-alive, certificates verified, no redirect, no proxy. A
 * request that fails is the caller's to repeat, and goes over a new connection then. (The JDK
 * itself repeats GET and HEAD on a kept connection that proves dead, and nothing else.)
 */
public final class JdkTransport implements Transport, AutoCloseable {
  private static final String USER_AGENT = "kong-lightstep";

  private final FreshClient client;

  public JdkTransport() {
    this(InstantSource.system());
  }

  /** With a wall clock, by which idle connections are given up. */
  public JdkTransport(InstantSource clock) {
    this(clock, clients());
  }

  private JdkTransport(InstantSource clock, HttpClient.Builder clients) {
    this.client = new FreshClient(clock, clients::build);
  }

  /** Trusts these certificates and no others, such as those of a private authority. */
  public static JdkTransport trusting(Trust trust, InstantSource clock) {
    return new JdkTransport(clock, clients().sslContext(trust.context()));
  }

  @Override
  public Response send(Request request, Duration timeout) throws IOException {
    FreshClient.Exchange exchange = client.start(translate(request));
    try {
      return translate(exchange.answer().get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw new HttpTimeoutException(
          "no whole answer from " + origin(request) + " within " + timeout);
    } catch (ExecutionException e) {
      client.broken(exchange);
      throw new IOException("no answer from " + origin(request) + ": " + reason(e), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + origin(request));
    } finally {
      exchange.answer().cancel(true);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static HttpClient.Builder clients() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  private static HttpRequest translate(Request request) throws IOException {
    Bytes body;
    try {
      body = request.body().decode();
    } catch (UnreadableBodyException e) {
      throw new IOException(e);
    }
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(request.target()))
            .method(
                request.method(),
                body.isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(body.array(), body.offset(), body.length()));
    request.headers().forEach(builder::header);
    return builder.setHeader("User-Agent", USER_AGENT).build();
  }

  private static Response translate(HttpResponse<byte[]> answer) {
    Headers headers = Headers.of(answer.headers().map());
    return new Response(answer.statusCode(), headers, Bytes.of(answer.body()));
  }

  /** The client's own message names hosts and states, never a header or a body. */
  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause == null) {
      return "unknown reason";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static String origin(Request request) {
    URI uri = URI.create(request.target());
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
