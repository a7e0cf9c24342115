package dev.konglightstep.core.otlp;

/** What the scan noted about a request. */
public final class Index {
  private final byte[] bytes;
  private final Notes notes;
  private final Keys keys;

  Index(byte[] bytes, Notes notes, Keys keys) {
    this.bytes = bytes;
    this.notes = notes;
    this.keys = keys;
  }

  /** Spans, log records or data points. */
  public int items() {
    return notes.items();
  }

  byte[] bytes() {
    return bytes;
  }

  Notes notes() {
    return notes;
  }

  Keys keys() {
    return keys;
  }
}
