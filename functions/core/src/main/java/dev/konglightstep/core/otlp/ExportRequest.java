package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/** A whole and valid Export request. It is its bytes, and what one scan noted about them. */
public final class ExportRequest {
  private final Signal signal;
  private final Bytes bytes;
  private final int items;
  private final int envelopes;
  private final int invalidTexts;

  ExportRequest(Signal signal, Bytes bytes, int items, int envelopes, int invalidTexts) {
    this.signal = signal;
    this.bytes = bytes;
    this.items = items;
    this.envelopes = envelopes;
    this.invalidTexts = invalidTexts;
  }

  public Signal signal() {
    return signal;
  }

  public Bytes bytes() {
    return bytes;
  }

  /** Spans, log records or data points. */
  public int items() {
    return items;
  }

  /**
   * Occurrences of the request's one known field (ResourceSpans and its like). A body without any
   * is protobuf, but nothing says that it is OTLP.
   */
  public int envelopes() {
    return envelopes;
  }

  /**
   * String fields that are not UTF-8: Kong sends them raw, and a strict receiver refuses the whole
   * request for one.
   */
  public int invalidTexts() {
    return invalidTexts;
  }

  /**
   * A copy with edits, in which every string is valid UTF-8: one U+FFFD stands for each maximal
   * invalid part (Unicode 17, section 3.9). What no edit touches stays as it is, byte for byte.
   * With nothing to change it is the request itself.
   */
  public Bytes write(Edits edits) {
    try {
      return new Rewriter(bytes, edits, invalidTexts > 0, extra(edits))
          .write(MessageType.request(signal));
    } catch (MalformedException e) {
      throw new IllegalStateException("a request that was scanned cannot be malformed", e);
    }
  }

  /**
   * A guess, so that the copy is not enlarged again and again: all items get what the first gets.
   */
  private int extra(Edits edits) {
    return items == 0 ? 0 : (int) Math.min(1L << 26, (long) items * edits.added(0).size());
  }

  @Override
  public String toString() {
    return signal
        + "[items="
        + items
        + ", envelopes="
        + envelopes
        + ", invalidTexts="
        + invalidTexts
        + "]";
  }
}
