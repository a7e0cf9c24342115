package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/** What one pass over an Export request found. */
public sealed interface Scan {
  /** A whole and valid request. */
  record Valid(ExportRequest request) implements Scan {}

  /**
   * Not an Export request.
   *
   * @param what is wrong and in which message, without quoting the bytes
   * @param offset of the byte where it was seen
   */
  record Malformed(String what, int offset) implements Scan {}

  /** Validates the whole request; never throws, whatever the bytes are. */
  static Scan of(Signal signal, Bytes request) {
    return new Scanner(request).scan(signal);
  }
}
