package dev.konglightstep.proxy.spill;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Signal;
import java.time.Instant;

/**
 * A finished batch that waits to be sent: nothing but the token is missing.
 *
 * @param destination the profile of the backend that it is for
 * @param items spans, log records or data points
 * @param received when Kong brought it
 * @param gzip an Export request
 */
public record StoredBatch(
    Signal signal, String destination, int items, Instant received, Bytes gzip) {

  /** SHA-256 of the compressed bytes, in hexadecimal. */
  public String hash() {
    return Sha256.hex(gzip);
  }

  /** Batches of one kind can be sent as one. */
  public Kind kind() {
    return new Kind(signal, destination);
  }

  /** What batches must have in common to be merged. */
  public record Kind(Signal signal, String destination) {}

  /** Shows no spans. */
  @Override
  public String toString() {
    return "StoredBatch["
        + signal.path()
        + " to "
        + destination
        + ", "
        + items
        + " items, received "
        + received
        + "]";
  }
}
