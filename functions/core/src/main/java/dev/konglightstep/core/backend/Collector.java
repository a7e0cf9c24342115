package dev.konglightstep.core.backend;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.Signal;
import java.net.URI;
import java.time.Instant;

/**
 * Whoever takes OTLP without a token: an OpenTelemetry Collector of one's own.
 *
 * @param url to which the paths of OTLP are added (OTLP exporter configuration, "Endpoint URLs for
 *     OTLP/HTTP"), without a slash at its end
 */
public record Collector(URI url) {
  /**
   * The request that exports something.
   *
   * @param gzip an Export request, compressed
   */
  public Request export(Signal signal, Bytes gzip) {
    Headers headers =
        Headers.of("Content-Type", "application/x-protobuf").with("Content-Encoding", "gzip");
    return new Request("POST", url + signal.path(), headers, gzip);
  }

  /**
   * What the answer means.
   *
   * @param now when it came
   */
  public Verdict read(Response answer, Instant now) {
    return OtlpAnswers.read(answer, now);
  }
}
