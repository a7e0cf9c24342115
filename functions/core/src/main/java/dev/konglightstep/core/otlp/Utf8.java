package dev.konglightstep.core.otlp;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Well-formed UTF-8 as protobuf's proto3 strings demand it (Unicode 17, table 3-7). */
final class Utf8 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Bytes of a character behind its first one. */
  private static final int MOST_CONTINUING = 3;

  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private Utf8() {}

  /**
   * Whether all bytes from {@code from} up to {@code to} are surely ASCII; false also where that
   * cannot be told quickly.
   *
   * <p>Read by words that begin at a multiple of their size, the bytes around the text masked out:
   * C1 reads a word that lies otherwise byte by byte. The loop ends by {@code !=}, or C2 would
   * unroll it for texts longer than these are.
   */
  static boolean isAscii(byte[] bytes, int from, int to) {
    int at = from & -Long.BYTES;
    int last = (to - 1) & -Long.BYTES;
    if (last > bytes.length - Long.BYTES || from == to) {
      return from == to;
    }
    long word = (long) LONG.get(bytes, at) & HIGH_BITS << (from << 3);
    long high = 0;
    while (at != last) {
      high |= word;
      at += Long.BYTES;
      word = (long) LONG.get(bytes, at);
    }
    return ((high | (word & HIGH_BITS >>> (-to << 3))) & HIGH_BITS) == 0;
  }

  /** Whether all bytes from {@code from} up to {@code to} form well-formed UTF-8. */
  static boolean isValid(byte[] bytes, int from, int to) {
    return firstInvalid(bytes, from, to) == to;
  }

  /**
   * The bytes with one U+FFFD in place of each maximal invalid part, as WHATWG's decoder writes it:
   * an encoded surrogate gives three, where Java's own decoder gives one.
   */
  static Bytes repair(byte[] bytes, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from + 16);
    int at = from;
    while (at < to) {
      int invalid = firstInvalid(bytes, at, to);
      out.write(bytes, at, invalid - at);
      at = invalid;
      if (at < to) {
        out.writeBytes(REPLACEMENT);
        at -= sequence(bytes, at, to);
      }
    }
    return Bytes.of(out.toByteArray());
  }

  /** How many bytes of a text are within a limit, without half a character at the end. */
  static int cut(Bytes text, int most) {
    int end = Math.min(text.length(), most);
    int least = Math.max(0, end - MOST_CONTINUING);
    while (end > least && end < text.length() && (text.at(end) & 0xc0) == 0x80) {
      end--;
    }
    return end;
  }

  private static int firstInvalid(byte[] bytes, int from, int to) {
    int at = from;
    while (true) {
      at = skipAscii(bytes, at, to);
      if (at == to) {
        return to;
      }
      int length = sequence(bytes, at, to);
      if (length < 0) {
        return at;
      }
      at += length;
    }
  }

  private static int skipAscii(byte[] bytes, int from, int to) {
    int at = from;
    while (to - at >= Long.BYTES && ((long) LONG.get(bytes, at) & HIGH_BITS) == 0) {
      at += Long.BYTES;
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /**
   * The length of the well-formed sequence here, which is not ASCII; or, negative, the length of
   * the maximal invalid part: the longest start of some well-formed sequence, at least one byte.
   */
  private static int sequence(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0) {
      return -1;
    }
    for (int i = 1; i < length; i++) {
      if (at + i == to || !continues(first, i, bytes[at + i] & 0xff)) {
        return -i;
      }
    }
    return length;
  }

  private static boolean continues(int first, int index, int next) {
    return index == 1 ? isSecond(first, next) : (next & 0xc0) == 0x80;
  }

  /** The second byte's range depends on the first: no overlong form, no surrogate, no U+110000. */
  private static boolean isSecond(int first, int second) {
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return low <= second && second <= high;
  }
}
