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
 * Our own proxy as Kong sees it: what accepts the ingest key.
 *
 * @param url scheme, host and port, without a path
 */
public record IngestProxy(URI url) implements Backend {
  /** The header that carries the ingest key. */
  public static final String KEY_HEADER = "x-ingest-key";

  @Override
  public String name() {
    return "ingest-proxy";
  }

  @Override
  public Request export(Signal signal, Token key, Bytes gzip) {
    Headers headers =
        Headers.of("Content-Type", "application/x-protobuf")
            .with("Content-Encoding", "gzip")
            .with(KEY_HEADER, key.reveal());
    return new Request("POST", url + signal.path(), headers, gzip);
  }

  @Override
  public Set<String> tokenAttributes() {
    return Set.of();
  }

  @Override
  public Verdict read(Response answer, Instant now) {
    return OtlpAnswers.read(answer, now);
  }
}
