package dev.konglightstep.core.policy.redaction;

import java.util.Collection;

/** Where words may begin: a table of their first two bytes, whatever their case. */
final class Beginnings {
  private final long[] seconds = new long[Fold.VALUES];

  /** Of words of two letters at least. */
  static Beginnings of(Collection<String> words) {
    Beginnings beginnings = new Beginnings();
    for (String word : words) {
      beginnings.seconds[Fold.of((byte) word.charAt(0))] |= 1L << Fold.of((byte) word.charAt(1));
    }
    return beginnings;
  }

  /** The first place where one may begin; {@code end} if there is none. */
  int next(byte[] bytes, int from, int end) {
    long[] table = seconds;
    for (int at = from; at < end - 1; at++) {
      if ((table[Fold.of(bytes[at])] >>> Fold.of(bytes[at + 1]) & 1) != 0) {
        return at;
      }
    }
    return end;
  }
}
