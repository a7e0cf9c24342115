package dev.konglightstep.core.policy.redaction;

import java.util.HexFormat;

/** Classes of ASCII characters, as bits of a table; bytes beyond ASCII are in none. */
final class Chars {
  static final int UPPER = 1;
  static final int LOWER = 2;
  static final int DIGIT = 4;

  /** What Base64 has besides letters and digits. */
  static final int BASE64 = 8;

  /** What base64url has besides letters and digits. */
  static final int BASE64_URL = 16;

  /** What a token of HTTP's Authorization has besides those: RFC 9110, token68. */
  static final int TOKEN68 = 32;

  static final int LETTER = UPPER | LOWER;
  static final int WORD = LETTER | DIGIT;

  private static final byte[] CLASSES = classes();

  private Chars() {}

  static boolean is(byte one, int classes) {
    return one >= 0 && (CLASSES[one] & classes) != 0;
  }

  /** The letter in lower case; other bytes as they are. */
  static int lower(byte one) {
    return is(one, UPPER) ? one | 0x20 : one;
  }

  /** Where the run of such characters ends that begins there. */
  static int skip(byte[] bytes, int from, int end, int classes) {
    int at = from;
    while (at < end && is(bytes[at], classes)) {
      at++;
    }
    return at;
  }

  /** Whether an escaped character of a URL ends there, in a text ({@code %3D}, RFC 3986). */
  static boolean isEscaped(byte[] bytes, int from, int end) {
    return end - from >= 3
        && bytes[end - 3] == '%'
        && HexFormat.isHexDigit(bytes[end - 2])
        && HexFormat.isHexDigit(bytes[end - 1]);
  }

  /** Whether the word, which is in lower case, stands there in any case. */
  static boolean startsWith(byte[] bytes, int from, int end, String word) {
    if (end - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (lower(bytes[from + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (int i = 0; i < classes.length; i++) {
      char c = (char) i;
      classes[i] =
          (byte)
              ((c >= 'A' && c <= 'Z' ? UPPER : 0)
                  | (c >= 'a' && c <= 'z' ? LOWER : 0)
                  | (c >= '0' && c <= '9' ? DIGIT : 0)
                  | ("+/".indexOf(c) >= 0 ? BASE64 : 0)
                  | ("-_".indexOf(c) >= 0 ? BASE64_URL : 0)
                  | ("-._~+/=".indexOf(c) >= 0 ? TOKEN68 : 0));
    }
    return classes;
  }
}
