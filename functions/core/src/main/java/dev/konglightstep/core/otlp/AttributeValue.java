package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;

/**
 * The value of one attribute at a time, as protobuf reads it: a {@code oneof}, of which the last
 * that was set counts (opentelemetry-proto, {@code common.proto}, AnyValue).
 */
public final class AttributeValue {
  private static final int VALUE = 2 << 3 | Wire.LEN;
  private static final int STRING = 1 << 3 | Wire.LEN;
  private static final int BOOL = 2 << 3 | Wire.VARINT;
  private static final int INT = 3 << 3 | Wire.VARINT;
  private static final int DOUBLE = 4 << 3 | Wire.I64;
  private static final int ARRAY = Wire.tag(5, Wire.LEN);
  private static final int KEY_VALUES = Wire.tag(6, Wire.LEN);
  private static final int BYTES = Wire.tag(7, Wire.LEN);
  private static final int STRING_INDEX = Wire.tag(8, Wire.VARINT);

  private final WireCursor cursor;
  private Type type = Type.NONE;
  private Bytes text = Bytes.EMPTY;
  private long bits;

  AttributeValue(byte[] request) {
    this.cursor = new WireCursor(Bytes.of(request));
  }

  public Type type() {
    return type;
  }

  /** A {@link Type#TEXT}, shared; it may be invalid UTF-8. Else empty. */
  public Bytes text() {
    return type == Type.TEXT ? text : Bytes.EMPTY;
  }

  /**
   * A {@link Type#TEXT} as a rewritten request has it, repaired where it is invalid UTF-8. Else
   * empty.
   *
   * @param most bytes of it; what is beyond is cut off, between two characters
   */
  public String repaired(int most) {
    Bytes all = text();
    Bytes some = all.slice(0, Utf8.cut(all, most));
    int from = some.offset();
    int to = from + some.length();
    return Utf8.isValid(some.array(), from, to)
        ? some.text()
        : Utf8.repair(some.array(), from, to).text();
  }

  /** An {@link Type#INTEGER}; a {@link Type#TRUTH} is 1 or 0. Else 0. */
  public long integer() {
    return type == Type.INTEGER || type == Type.TRUTH ? bits : 0;
  }

  /** A {@link Type#DOUBLE} or {@link Type#INTEGER} as a number: Kong writes both. Else 0. */
  public double number() {
    return type == Type.DOUBLE ? Double.longBitsToDouble(bits) : integer();
  }

  /** Reads the value of the KeyValue whose fields stand there. */
  void read(int from, int end) {
    type = Type.NONE;
    cursor.seek(from, end);
    try {
      while (cursor.hasMore()) {
        int tag = cursor.readTag();
        if (tag == VALUE) {
          fields(end);
        } else {
          cursor.skipPayload(tag);
        }
      }
    } catch (MalformedException e) {
      throw new IllegalStateException("an attribute that was scanned cannot be malformed", e);
    }
  }

  /** The fields of the AnyValue before whose length the cursor stands. */
  private void fields(int outer) throws MalformedException {
    int length = cursor.readLength();
    int end = cursor.position() + length;
    cursor.seek(cursor.position(), end);
    while (cursor.hasMore()) {
      int tag = cursor.readTag();
      switch (tag) {
        case STRING -> set(cursor.readBytes());
        case BOOL -> set(Type.TRUTH, cursor.readVarint() == 0 ? 0 : 1);
        case INT -> set(Type.INTEGER, cursor.readVarint());
        case DOUBLE -> set(Type.DOUBLE, cursor.readFixed64());
        default -> other(tag);
      }
    }
    cursor.seek(end, outer);
  }

  private void set(Bytes to) {
    type = Type.TEXT;
    text = to;
  }

  private void set(Type as, long value) {
    type = as;
    bits = value;
  }

  private void other(int tag) throws MalformedException {
    if (tag == ARRAY || tag == KEY_VALUES || tag == BYTES || tag == STRING_INDEX) {
      type = Type.OTHER;
    }
    cursor.skipPayload(tag);
  }

  /** What an attribute holds. */
  public enum Type {
    /** A key alone. */
    NONE,
    TEXT,
    TRUTH,
    INTEGER,
    DOUBLE,
    /** Bytes, a list, or a map. */
    OTHER
  }
}
