package dev.konglightstep.core.principal;

/** Sets of ASCII characters of which parts of identifiers are made. */
enum Ascii {
  DIGIT("0-9", ""),
  LOWER_HEX("0-9a-f", ""),
  HEX("0-9a-fA-F", ""),
  /** RFC 4648, section 6. */
  BASE32("A-Z2-7", ""),
  /** {@code [\w+=,.@-]}, in which AWS's API references describe names. */
  NAME("0-9a-zA-Z", "_+=,.@-"),
  HOST("0-9a-z", "-."),
  /** What can be seen. */
  VISIBLE("!-~", ""),
  PRINTABLE(" -~", "");

  private static final int HALF = Long.SIZE;
  private static final int RANGE = 3;

  private final long low;
  private final long high;

  /**
   * @param ranges each three characters long
   * @param more characters one by one
   */
  Ascii(String ranges, String more) {
    long[] bits = new long[2];
    for (int i = 0; i < ranges.length(); i += RANGE) {
      for (char character = ranges.charAt(i); character <= ranges.charAt(i + 2); character++) {
        bits[character / HALF] |= 1L << character;
      }
    }
    for (int i = 0; i < more.length(); i++) {
      char character = more.charAt(i);
      bits[character / HALF] |= 1L << character;
    }
    low = bits[0];
    high = bits[1];
  }

  boolean has(char character) {
    return character < HALF
        ? (low >>> character & 1) != 0
        : character < 2 * HALF && (high >>> character & 1) != 0;
  }

  /** The index of the first character that is not in it, or {@code to}. */
  int skip(String text, int from, int to) {
    int at = from;
    while (at < to && has(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
