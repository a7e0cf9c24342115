package dev.konglightstep.proxy.soak;

import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import java.io.IOException;
import java.time.Duration;

/** The backend, as one environment sees it. */
record BackendPort(Backend backend, Environment environment, Wire wire) implements Transport {
  @Override
  public Response send(Request request, Duration timeout) throws IOException {
    Source source = environment.source();
    return wire.call(environment, Service.BACKEND, timeout, () -> backend.answer(request, source));
  }
}
