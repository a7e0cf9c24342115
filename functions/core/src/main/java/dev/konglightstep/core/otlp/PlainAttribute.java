package dev.konglightstep.core.otlp;

/**
 * The bytes that every encoder gives a KeyValue with a text or a number: the key, then the value,
 * each once, with a short key. They are recognised at one look, which is what a batch costs;
 * whatever looks otherwise takes the general way.
 *
 * <pre>
 *   0a klen key 12 vlen (0a slen text | 10 varint | 18 varint | 21 eight bytes)
 * </pre>
 */
final class PlainAttribute {
  private static final int KEY = Wire.tag(1, Wire.LEN);
  private static final int VALUE = Wire.tag(2, Wire.LEN);
  private static final int STRING_VALUE = Wire.tag(1, Wire.LEN);
  private static final int BOOL_VALUE = Wire.tag(2, Wire.VARINT);
  private static final int INT_VALUE = Wire.tag(3, Wire.VARINT);
  private static final int DOUBLE_VALUE = Wire.tag(4, Wire.I64);

  /** Tag and length, one byte each. */
  static final int HEAD = 2;

  private PlainAttribute() {}

  /** Whether the bytes are such a KeyValue, valid in all its parts. */
  static boolean isValid(byte[] bytes, int from, int to) {
    int keyEnd = keyEnd(bytes, from, to);
    if (keyEnd < 0 || !Utf8.isValid(bytes, from + HEAD, keyEnd)) {
      return false;
    }
    int value = valueStart(bytes, keyEnd, to);
    return value >= 0 && value < to && isValidValue(bytes, value, to);
  }

  /** Where the key of a valid KeyValue ends that holds it once and first; else -1. */
  static int effectiveKeyEnd(byte[] bytes, int from, int to) {
    int keyEnd = keyEnd(bytes, from, to);
    return keyEnd >= 0 && (keyEnd == to || valueStart(bytes, keyEnd, to) >= 0) ? keyEnd : -1;
  }

  private static int keyEnd(byte[] bytes, int from, int to) {
    if (to - from < HEAD || bytes[from] != KEY || bytes[from + 1] < 0) {
      return -1;
    }
    int end = from + HEAD + bytes[from + 1];
    return end <= to ? end : -1;
  }

  /** Where the value's payload starts if it reaches exactly to the end; else -1. */
  private static int valueStart(byte[] bytes, int at, int to) {
    if (to - at < HEAD || bytes[at] != VALUE) {
      return -1;
    }
    int low = bytes[at + 1];
    if (low >= 0) {
      return low == to - at - HEAD ? at + HEAD : -1;
    }
    int start = at + HEAD + 1;
    return start <= to && bytes[at + 2] >= 0 && ((low & 0x7f) | (bytes[at + 2] << 7)) == to - start
        ? start
        : -1;
  }

  private static boolean isValidValue(byte[] bytes, int from, int to) {
    int tag = bytes[from];
    if (tag == STRING_VALUE) {
      return isValidText(bytes, from + 1, to);
    }
    if (tag == DOUBLE_VALUE) {
      return to - from == 1 + Long.BYTES;
    }
    return (tag == INT_VALUE || tag == BOOL_VALUE) && isVarint(bytes, from + 1, to);
  }

  private static boolean isValidText(byte[] bytes, int at, int to) {
    if (at == to) {
      return false;
    }
    int low = bytes[at];
    if (low >= 0) {
      return low == to - at - 1 && Utf8.isValid(bytes, at + 1, to);
    }
    int start = at + 2;
    return start <= to
        && bytes[at + 1] >= 0
        && ((low & 0x7f) | (bytes[at + 1] << 7)) == to - start
        && Utf8.isValid(bytes, start, to);
  }

  /** A varint of up to nine bytes that ends exactly here. */
  private static boolean isVarint(byte[] bytes, int from, int to) {
    if (from == to || to - from > 9 || bytes[to - 1] < 0) {
      return false;
    }
    for (int at = from; at < to - 1; at++) {
      if (bytes[at] >= 0) {
        return false;
      }
    }
    return true;
  }
}
