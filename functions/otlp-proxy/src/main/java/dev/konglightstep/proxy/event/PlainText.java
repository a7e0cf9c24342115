package dev.konglightstep.proxy.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Text in JSON that stands there as it is meant, such as base64, of which a batch is: looked at by
 * eight bytes, since a parser that looks at each byte takes as long for it as for all else in an
 * event together.
 */
final class PlainText {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** The first byte behind the control characters, the space, and two of which one is the quote. */
  private static final byte FIRST = '#';

  private PlainText() {}

  /**
   * The index of the first byte from a place on that ends a text, that may not be in one, or that
   * means another: a quote, a backslash, a control character, what is no ASCII; and of a space or
   * an exclamation mark, which base64 has not. The array's length if there is none.
   */
  static int end(byte[] json, int from) {
    int at = from;
    while (at <= json.length - Long.BYTES) {
      long stops = stops((long) WORD.get(json, at));
      if (stops != 0) {
        return at + Long.numberOfTrailingZeros(stops) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < json.length && json[at] >= FIRST && json[at] != '\\') {
      at++;
    }
    return at;
  }

  /**
   * The highest bit of each such byte up to the first one; behind that one it may be set without a
   * reason (Warren, "Hacker's Delight", section 6-1).
   */
  private static long stops(long word) {
    long backslash = word ^ '\\' * ONES;
    long low = (word - FIRST * ONES) & ~word;
    return (low | (backslash - ONES & ~backslash) | word) & HIGH_BITS;
  }
}
