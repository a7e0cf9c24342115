package dev.konglightstep.proxy.latency;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.secret.SecretUnavailableException;
import java.io.IOException;
import java.time.Instant;

/** Where figures go. */
@FunctionalInterface
public interface Sink {
  /**
   * Hands them on.
   *
   * @param until when the verdict must be known
   * @throws IOException if there was none in time
   * @throws SecretUnavailableException if there is no token to send them under
   */
  Verdict send(Bytes figures, Instant until) throws IOException;
}
