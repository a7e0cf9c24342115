package dev.konglightstep.proxy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.event.HttpEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The proxy behind whatever sends HTTP requests as events; {@link HttpEvent} names them. */
public final class OtlpProxyHandler implements RequestStreamHandler {
  private final OtlpProxy proxy;
  private final Duration answerBudget;
  private final InstantSource clock;

  /** Called by Lambda. */
  public OtlpProxyHandler() {
    this(System.getenv());
  }

  /** With settings from elsewhere than the process's environment. */
  public OtlpProxyHandler(Map<String, String> environment) {
    ProxySettings settings = ProxySettings.from(environment);
    this.clock = InstantSource.system();
    this.answerBudget = settings.answerBudget();
    Log log = new Log(settings.logLevel(), System.out, clock);
    Metrics metrics = new Metrics(settings.selfTelemetry(), "OtlpProxy", System.out, clock);
    this.proxy = ProxyWiring.proxy(settings, log, metrics, clock);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    HttpEvent event = HttpEvent.read(in.readAllBytes());
    Instant deadline = Deadline.of(event.received(), clock.instant(), answerBudget);
    event.answer(proxy.handle(event.request(), deadline), out);
  }
}
