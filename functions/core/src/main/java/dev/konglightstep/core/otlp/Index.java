package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/**
 * What the scan noted about a request: where its items stand, and every attribute with the number
 * of its key. {@link SpanFields} and {@link AttributeFinder} read by it, {@link Rewriter} copies by
 * it; nobody walks the request a second time. The layout is told at {@link Notes} and {@link Keys}.
 */
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

  /** The fields of an item, shared; items are numbered from 0 as they stand in the request. */
  public Bytes item(int item) {
    int note = notes.item(item);
    int from = payload(note);
    return Bytes.of(bytes, from, notes.end(note) - from);
  }

  /** Where the fields of a noted message begin: behind its tag and its length. */
  int payload(int note) {
    return Wire.afterVarint(bytes, Wire.afterVarint(bytes, notes.start(note)));
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
