package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;

/**
 * Access key ids (AWS IAM User Guide, "IAM identifiers": {@code AKIA} and {@code ASIA}), secret
 * access keys, which are 40 characters of Base64, and session tokens, which are long and begin in
 * few ways. Forty characters are a secret only if cases and digits change as they do at random:
 * paths and hexadecimal numbers do not.
 */
final class AwsKeys implements Finder {
  private static final int BASE64 = Chars.WORD | Chars.BASE64;
  private static final int ID_LENGTH = 20;
  private static final int SECRET_LENGTH = 40;
  private static final int LEAST_CHANGES = 12;
  private static final int LEAST_TOKEN = 64;

  @Override
  public long next(Bytes text, int from) {
    byte[] bytes = text.array();
    int end = text.offset() + text.length();
    int at = from;
    while (at < end) {
      while (at < end && !Chars.is(bytes[at], BASE64)) {
        at++;
      }
      int stop = Chars.skip(bytes, at, end, BASE64);
      long found = inRun(bytes, at, stop, end);
      if (found != NONE) {
        return found;
      }
      at = stop;
    }
    return NONE;
  }

  private static long inRun(byte[] bytes, int from, int stop, int end) {
    int length = stop - from;
    boolean padded = stop < end && bytes[stop] == '=';
    if (length == SECRET_LENGTH && !padded && isRandom(bytes, from, stop)) {
      return Finder.found(from, stop);
    }
    if (length >= LEAST_TOKEN && isToken(bytes, from, stop)) {
      return Finder.found(from, afterPadding(bytes, stop, end));
    }
    return length >= ID_LENGTH ? id(bytes, from, stop) : NONE;
  }

  /** An id between characters that are neither letters nor digits. */
  private static long id(byte[] bytes, int from, int stop) {
    int at = from;
    while (at < stop) {
      int word = Chars.skip(bytes, at, stop, Chars.WORD);
      if (word - at == ID_LENGTH && isId(bytes, at, word)) {
        return Finder.found(at, word);
      }
      at = word + 1;
    }
    return NONE;
  }

  private static boolean isId(byte[] bytes, int from, int end) {
    return bytes[from] == 'A'
        && (bytes[from + 1] == 'K' || bytes[from + 1] == 'S')
        && bytes[from + 2] == 'I'
        && bytes[from + 3] == 'A'
        && Chars.skip(bytes, from, end, Chars.UPPER | Chars.DIGIT) == end;
  }

  private static boolean isToken(byte[] bytes, int from, int end) {
    return Chars.startsWith(bytes, from, end, "fwogzxivyxdze")
        || Chars.startsWith(bytes, from, end, "iqojb3jpz2lux2");
  }

  private static int afterPadding(byte[] bytes, int stop, int end) {
    int at = stop;
    while (at < end && bytes[at] == '=') {
      at++;
    }
    return at;
  }

  private static boolean isRandom(byte[] bytes, int from, int end) {
    int changes = 0;
    int seen = 0;
    int before = kind(bytes[from]);
    for (int at = from; at < end; at++) {
      int kind = kind(bytes[at]);
      changes += kind == before ? 0 : 1;
      seen |= kind;
      before = kind;
    }
    return bytes[from] != '/' && (seen & Chars.WORD) == Chars.WORD && changes >= LEAST_CHANGES;
  }

  private static int kind(byte one) {
    return Chars.is(one, Chars.UPPER)
        ? Chars.UPPER
        : Chars.is(one, Chars.LOWER)
            ? Chars.LOWER
            : Chars.is(one, Chars.DIGIT) ? Chars.DIGIT : Chars.BASE64;
  }
}
