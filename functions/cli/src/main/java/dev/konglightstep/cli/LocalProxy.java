package dev.konglightstep.cli;

import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.Deadline;
import dev.konglightstep.proxy.OtlpProxy;
import dev.konglightstep.proxy.ProxySettings;
import dev.konglightstep.proxy.ProxyWiring;
import dev.konglightstep.proxy.Stores;
import dev.konglightstep.standins.http.LoopbackServer;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The proxy on the loopback: the same core as the Lambda handler's, without events. */
final class LocalProxy implements AutoCloseable {
  private final LoopbackServer server;

  private LocalProxy(LoopbackServer server) {
    this.server = server;
  }

  /** Serves on that port, 0 for a free one. Log lines go to standard error. */
  static LocalProxy start(int port, Map<String, String> environment) {
    return start(port, environment, stores -> stores, System.err);
  }

  /**
   * The same, for who wants to look on.
   *
   * @param before comes before the stores of the spill
   * @param err gets the log
   */
  static LocalProxy start(
      int port, Map<String, String> environment, UnaryOperator<Stores> before, PrintStream err) {
    ProxySettings settings = ProxySettings.from(environment);
    InstantSource clock = InstantSource.system();
    Log log = new Log(settings.logLevel(), err, clock);
    Metrics metrics = new Metrics(settings.selfTelemetry(), "OtlpProxy", err, clock);
    OtlpProxy proxy =
        ProxyWiring.proxy(
            settings, before.apply(ProxyWiring.stores(settings)), log, metrics, clock);
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
