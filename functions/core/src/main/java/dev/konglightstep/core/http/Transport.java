package dev.konglightstep.core.http;

import java.io.IOException;
import java.time.Duration;

/** Sends a request to another machine and waits for the whole answer. */
@FunctionalInterface
public interface Transport {
  /** What the OTLP specification advises as the most that an answer may weigh. */
  int MAX_ANSWER_BYTES = 4 << 20;

  /**
   * One exchange, never repeated and never redirected. Of an answer that weighs more than {@link
   * #MAX_ANSWER_BYTES}, the body has one byte more and ends there.
   *
   * @param timeout for the whole exchange, an answer that trickles included
   * @throws IOException if no whole answer came in time; the text never holds a header or a body
   */
  Response send(Request request, Duration timeout) throws IOException;
}
