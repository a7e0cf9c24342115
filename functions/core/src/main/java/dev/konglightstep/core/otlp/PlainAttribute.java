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

  /**
   * Where the key ends if the bytes are such a KeyValue, valid in all its parts but perhaps the
   * key's text; else -1. The key starts {@link #HEAD} behind {@code from}.
   */
  static int keyEnd(byte[] bytes, int from, int to) {
    if (to - from < HEAD || bytes[from] != KEY || bytes[from + 1] < 0) {
      return -1;
    }
    int end = from + HEAD + bytes[from + 1];
    return isValue(bytes, end, to) ? end : -1;
  }

  /** Whether a value starts there that reaches exactly to the end. */
  private static boolean isValue(byte[] bytes, int at, int to) {
    if (to - at <= HEAD || bytes[at] != VALUE) {
      return false;
    }
    int start = at + HEAD;
    int length = bytes[at + 1];
    if (length < 0) {
      length = (length & 0x7f) | (bytes[start++] << 7);
    }
    return length == to - start && length > 0 && isValue(bytes, bytes[start], start + 1, to);
  }

  private static boolean isValue(byte[] bytes, int tag, int from, int to) {
    if (tag == STRING_VALUE) {
      return isText(bytes, from, to);
    }
    if (tag == DOUBLE_VALUE) {
      return to - from == Long.BYTES;
    }
    return (tag == INT_VALUE || tag == BOOL_VALUE) && isVarint(bytes, from, to);
  }

  private static boolean isText(byte[] bytes, int at, int to) {
    if (at == to) {
      return false;
    }
    int start = at + 1;
    int length = bytes[at];
    if (length < 0 && start < to) {
      length = (length & 0x7f) | (bytes[start++] << 7);
    }
    return length == to - start
        && (Utf8.isAscii(bytes, start, to) || Utf8.isValid(bytes, start, to));
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
