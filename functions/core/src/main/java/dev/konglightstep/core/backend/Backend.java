package dev.konglightstep.core.backend;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.secret.Token;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

/** A tracing backend: where batches go, how a token is shown, and how its answers read. */
public interface Backend {
  /** The profile, by which stored batches name it. */
  String name();

  /** Scheme, host and port: nobody else may be handed a token of this backend. */
  URI url();

  /**
   * The request that exports a finished batch.
   *
   * @param gzip an Export request, compressed
   */
  Request export(Signal signal, Token token, Bytes gzip);

  /** Keys of attributes in which senders put a token; no batch may carry them. */
  Set<String> tokenAttributes();

  /**
   * What an answer to {@link #export} means.
   *
   * @param now when it came; it may name a time at which to come back
   */
  Verdict read(Response answer, Instant now);
}
