package dev.konglightstep.core.otlp;

/**
 * What stands behind a tag of OTLP. A tag that means nothing to us is skipped by its wire type.
 *
 * <p>Plain numbers, because they are looked up and switched over for every field of every span; the
 * commonest come first, because C1 compares one after the other.
 */
final class Payload {
  /** Length-delimited, and nobody looks into it: an id, or what is unknown. */
  static final byte BYTES = 0;

  static final byte FIXED64 = 1;
  static final byte TEXT = 2;
  static final byte VARINT = 3;

  /** A KeyValue in the list of attributes of a span, a resource and so on. */
  static final byte ATTRIBUTE = 4;

  static final byte MESSAGE = 5;
  static final byte FIXED32 = 6;
  static final byte PACKED_VARINTS = 7;
  static final byte PACKED_I64 = 8;

  /** A span's {@code trace_state}: a text that edits may replace. */
  static final byte TRACE_STATE = 9;

  /** A group, or a tag that is an error. */
  static final byte OTHER = 10;

  private Payload() {}

  /** What is skipped by its wire type alone. */
  static byte skipped(int wireType) {
    return switch (wireType) {
      case Wire.VARINT -> VARINT;
      case Wire.I64 -> FIXED64;
      case Wire.LEN -> BYTES;
      case Wire.I32 -> FIXED32;
      default -> OTHER;
    };
  }
}
