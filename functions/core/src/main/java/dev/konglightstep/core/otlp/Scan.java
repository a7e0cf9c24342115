package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/** What one pass over an Export request found. */
public sealed interface Scan {
  /**
   * A whole and valid request.
   *
   * @param items spans, log records or data points
   * @param envelopes occurrences of the request's one known field (ResourceSpans and its like); a
   *     body without any is protobuf, but nothing says that it is OTLP
   * @param invalidTexts string fields that are not UTF-8: Kong sends them raw, a strict receiver
   *     refuses the whole request for one
   */
  record Valid(int items, int envelopes, int invalidTexts) implements Scan {}

  /**
   * Not an Export request.
   *
   * @param what is wrong and in which message, without quoting the bytes
   * @param offset of the byte where it was seen
   */
  record Malformed(String what, int offset) implements Scan {}

  /** Validates the whole request; never throws, whatever the bytes are. */
  static Scan of(Signal signal, Bytes request) {
    return new Scanner(request).scan(MessageType.request(signal));
  }
}
