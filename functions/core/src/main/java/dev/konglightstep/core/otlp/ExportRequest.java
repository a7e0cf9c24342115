package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/** A whole and valid Export request. It is its bytes, and what one scan noted about them. */
public final class ExportRequest {
  /** A length has one byte at least and five at most. */
  private static final int LENGTH_GROWTH = 4;

  /** Tag and length of a resource where there was none. */
  private static final int RESOURCE_HEAD = 6;

  /** One invalid byte becomes three. */
  private static final long REPAIR_GROWTH = 2;

  private final Signal signal;
  private final Bytes bytes;
  private final Index index;
  private final int envelopes;
  private final int invalidTexts;

  ExportRequest(Signal signal, Bytes bytes, Index index, int envelopes, int invalidTexts) {
    this.signal = signal;
    this.bytes = bytes;
    this.index = index;
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
    return index.items();
  }

  /** Where everything stands. */
  public Index index() {
    return index;
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
    return copy(edits).bytes();
  }

  /** The same, and where in it stands what was added. */
  public Written copy(Edits edits) {
    return new Rewriter(this, edits, most(edits)).write(index.notes().next());
  }

  /** Bytes that a copy can have: each message may be longer, and so may its length be. */
  private int most(Edits edits) {
    Notes notes = index.notes();
    int[] numbers = notes.numbers();
    long most = bytes.length() + (long) LENGTH_GROWTH * notes.messages();
    most += (long) envelopes * (RESOURCE_HEAD + edits.addedToResource().size());
    for (int item = 0; item < notes.items(); item++) {
      int note = notes.item(item);
      most +=
          edits.keeps(item)
              ? edits.added(item).size()
              : numbers[note + Notes.START] - numbers[note + Notes.END];
    }
    if (invalidTexts > 0) {
      most += REPAIR_GROWTH * bytes.length() + (long) LENGTH_GROWTH * notes.next() / Notes.SIZE;
    }
    return (int) Math.min(most, Integer.MAX_VALUE - 8);
  }

  @Override
  public String toString() {
    return signal
        + "[items="
        + items()
        + ", envelopes="
        + envelopes
        + ", invalidTexts="
        + invalidTexts
        + "]";
  }
}
