package dev.konglightstep.core.otlp;

/**
 * Numbers of the protobuf encoding (protobuf.dev, "Encoding"): a tag is {@code field << 3 | type}.
 */
final class Wire {
  static final int VARINT = 0;
  static final int I64 = 1;
  static final int LEN = 2;
  static final int START_GROUP = 3;
  static final int END_GROUP = 4;
  static final int I32 = 5;

  private Wire() {}

  static int tag(int field, int type) {
    return (field << 3) | type;
  }

  static int field(int tag) {
    return tag >>> 3;
  }

  static int type(int tag) {
    return tag & 7;
  }

  /** Where the varint ends that starts there; it was found whole before. */
  static int afterVarint(byte[] bytes, int at) {
    int next = at;
    while (bytes[next] < 0) {
      next++;
    }
    return next + 1;
  }
}
