package dev.konglightstep.proxy.event;

import dev.konglightstep.core.Bytes;
import java.util.Optional;

/**
 * What stands between the quotes of a JSON string that a parser found valid (RFC 8259, section 7).
 *
 * @param escaped as it is written, escapes still in it; a slice of the event
 * @param plain whether it is known to be ASCII without escapes
 */
record JsonText(Bytes escaped, boolean plain) {
  static final JsonText EMPTY = new JsonText(Bytes.EMPTY, true);

  private static final int LAST_ASCII = 0x7F;

  /**
   * The text with its escapes undone, or nothing if it is not all ASCII. A text without escapes is
   * the slice itself; one with escapes is copied once.
   */
  Optional<Bytes> ascii() {
    if (plain) {
      return Optional.of(escaped);
    }
    byte[] in = escaped.array();
    int from = escaped.offset();
    int end = from + escaped.length();
    int stop = plainUntil(in, from, end);
    if (stop == end) {
      return Optional.of(escaped);
    }
    byte[] out = new byte[escaped.length()];
    int length = 0;
    while (stop < end) {
      int character = in[stop] == '\\' ? unescape(in, stop + 1) : in[stop];
      if (character < 0 || character > LAST_ASCII) {
        return Optional.empty();
      }
      System.arraycopy(in, from, out, length, stop - from);
      length += stop - from;
      out[length++] = (byte) character;
      from = stop + (in[stop + 1] == 'u' ? 6 : 2);
      stop = plainUntil(in, from, end);
    }
    System.arraycopy(in, from, out, length, end - from);
    return Optional.of(Bytes.of(out, 0, length + end - from));
  }

  /** Whether it begins with so many bytes that need nothing undone, or is all of such. */
  boolean beginsPlain(int bytes) {
    int from = escaped.offset();
    int end = from + Math.min(bytes, escaped.length());
    return plain || plainUntil(escaped.array(), from, end) == end;
  }

  /** The index of the first byte that is a backslash or no ASCII; {@code end} if there is none. */
  private static int plainUntil(byte[] in, int from, int end) {
    int at = from;
    while (at < end && in[at] != '\\' && in[at] >= 0) {
      at++;
    }
    return at;
  }

  private static int unescape(byte[] in, int at) {
    return switch (in[at]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' ->
          digit(in[at + 1]) << 12
              | digit(in[at + 2]) << 8
              | digit(in[at + 3]) << 4
              | digit(in[at + 4]);
      default -> in[at];
    };
  }

  private static int digit(byte hex) {
    return Character.digit(hex, 16);
  }

  int length() {
    return escaped.length();
  }
}
