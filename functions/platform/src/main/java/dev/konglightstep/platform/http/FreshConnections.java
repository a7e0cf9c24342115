package dev.konglightstep.platform.http;

import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import java.io.IOException;
import java.time.Duration;

/**
 * A new connection for each request: behind a balancer a kept one would meet the same machine again
 * and again.
 */
public final class FreshConnections implements Transport {
  @Override
  public Response send(Request request, Duration timeout) throws IOException {
    try (JdkTransport once = new JdkTransport()) {
      return once.send(request, timeout);
    }
  }
}
