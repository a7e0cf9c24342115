package dev.konglightstep.cli;

import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.Deadline;
import dev.konglightstep.proxy.OtlpProxy;
import dev.konglightstep.proxy.ProxySettings;
import dev.konglightstep.proxy.ProxyWiring;
import dev.konglightstep.standins.http.LoopbackServer;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The proxy on the loopback: the same core as the Lambda handler's, without events. */
final class LocalProxy implements AutoCloseable {
  private final LoopbackServer server;

  private LocalProxy(LoopbackServer server) {
    this.server = server;
  }

  /** Serves on that port, 0 for a free one. Log lines go to standard error. */
  static LocalProxy start(int port, Map<String, String> environment) {
    ProxySettings settings = ProxySettings.from(environment);
    InstantSource clock = InstantSource.system();
    Log log = new Log(settings.logLevel(), System.err, clock);
    Metrics metrics = new Metrics(settings.selfTelemetry(), "OtlpProxy", System.err, clock);
    OtlpProxy proxy = ProxyWiring.proxy(settings, log, metrics, clock);
    return new LocalProxy(
        LoopbackServer.streaming(
            port,
            request -> {
              Instant now = clock.instant();
              Instant deadline = Deadline.of(Optional.empty(), now, settings.answerBudget());
              return proxy.handle(request, deadline);
            },
            settings.maxBodyBytes()));
  }

  URI url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }
}
