package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;

/** What stands where something was taken out: {@code [masked:<rule>]}. */
final class Mark {
  private static final String START = "[masked:";

  private Mark() {}

  static Bytes of(String rule) {
    return Bytes.utf8(START + rule + "]");
  }

  /** Whether a mark begins there: what it covers is gone already. */
  static boolean isAt(byte[] bytes, int from, int end) {
    return Chars.startsWith(bytes, from, end, START);
  }
}
