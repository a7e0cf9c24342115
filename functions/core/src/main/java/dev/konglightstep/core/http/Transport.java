package dev.konglightstep.core.http;

import java.io.IOException;
import java.time.Duration;

/** Sends a request to another machine and waits for the whole answer. */
@FunctionalInterface
public interface Transport {
  /**
   * One exchange, never repeated and never redirected.
   *
   * @param timeout for the whole exchange, an answer that trickles included
   * @throws IOException if no whole answer came in time; the text never holds a header or a body
   */
  Response send(Request request, Duration timeout) throws IOException;
}
