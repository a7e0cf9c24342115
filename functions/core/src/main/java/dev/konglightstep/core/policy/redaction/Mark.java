package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;

/** What stands where something was taken out: {@code [masked:<rule>]}. */
final class Mark {
  private static final String START = "[masked:";

  private static final int NAME = Chars.WORD | Chars.BASE64_URL;

  private Mark() {}

  static Bytes of(String rule) {
    return Bytes.utf8(START + rule + "]");
  }

  /** Whether there is nothing but a mark: what it covers is gone already. */
  static boolean is(byte[] bytes, int from, int end) {
    return end > from && end(bytes, from, end) == end;
  }

  /** Behind the mark that begins there; the place itself if none does. */
  static int end(byte[] bytes, int from, int end) {
    if (!Chars.startsWith(bytes, from, end, START)) {
      return from;
    }
    int at = from + START.length();
    while (at < end && (bytes[at] == '.' || Chars.is(bytes[at], NAME))) {
      at++;
    }
    return at < end && bytes[at] == ']' ? at + 1 : from;
  }
}
