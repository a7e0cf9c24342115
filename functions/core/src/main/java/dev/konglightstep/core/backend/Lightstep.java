package dev.konglightstep.core.backend;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.secret.Token;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

/**
 * Lightstep, now ServiceNow Cloud Observability. Its documents contradict each other about paths,
 * so all are settings (Lightstep docs, "Send OTLP over HTTP"; Cribl Stream docs, "ServiceNow Cloud
 * Observability").
 *
 * @param url scheme, host and port, without a path
 */
public record Lightstep(URI url, String tracesPath, String metricsPath, String logsPath)
    implements Backend {
  public static final String URL = "https://ingest.lightstep.com";
  public static final String TRACES_PATH = "/traces/otlp/v0.9";
  public static final String METRICS_PATH = "/metrics/otlp/v0.9";
  public static final String LOGS_PATH = "/v1/logs";

  /** The header that carries the access token, which names the project. */
  public static final String TOKEN_HEADER = "Lightstep-Access-Token";

  /** An official multi-project example copies the token into every span under this key. */
  private static final String TOKEN_ATTRIBUTE = "lightstep.access_token";

  @Override
  public String name() {
    return "lightstep";
  }

  @Override
  public Request export(Signal signal, Token token, Bytes gzip) {
    Headers headers =
        Headers.of("Content-Type", "application/x-protobuf")
            .with("Content-Encoding", "gzip")
            .with(TOKEN_HEADER, token.reveal());
    return new Request("POST", url + path(signal), headers, gzip);
  }

  @Override
  public Set<String> tokenAttributes() {
    return Set.of(TOKEN_ATTRIBUTE);
  }

  @Override
  public Verdict read(Response answer, Instant now) {
    return OtlpAnswers.read(answer, now);
  }

  private String path(Signal signal) {
    return switch (signal) {
      case TRACES -> tracesPath;
      case METRICS -> metricsPath;
      case LOGS -> logsPath;
    };
  }
}
