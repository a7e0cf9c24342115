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
  private static final int MOST_SLASHES = 3;
  private static final int LEAST_TOKEN = 64;

  @Override
  public long next(Bytes text, int from) {
    byte[] bytes = text.array();
    int first = text.offset();
    int end = first + text.length();
    int at = from;
    while (at < end) {
      while (at < end && !Chars.is(bytes[at], BASE64)) {
        at++;
      }
      long found = inRun(bytes, first, at, end);
      if (found != NONE) {
        return found;
      }
      at = Chars.skip(bytes, at, end, BASE64);
    }
    return NONE;
  }

  /** Looks no further than it must: behind what is found it goes on in the same run. */
  private static long inRun(byte[] bytes, int first, int from, int end) {
    int stop = Chars.skip(bytes, from, Math.min(end, from + SECRET_LENGTH + 1), BASE64);
    boolean padded = stop < end && bytes[stop] == '=';
    if (stop - from == SECRET_LENGTH && !padded && isRandom(bytes, from, stop)) {
      return Finder.found(from, stop);
    }
    if (isToken(bytes, from, end)) {
      int last = Chars.skip(bytes, from, end, BASE64);
      if (last - from >= LEAST_TOKEN) {
        return Finder.found(from, afterPadding(bytes, last, end));
      }
    }
    return id(bytes, first, from, end);
  }

  /** An id between characters that are neither letters nor digits, in this run. */
  private static long id(byte[] bytes, int first, int from, int end) {
    // What is left of an escaped character is none of it.
    boolean escaped = from + 2 < end && Chars.isEscaped(bytes, first, from + 2);
    int at = escaped ? from + 2 : from;
    int word = Chars.skip(bytes, at, end, Chars.WORD);
    while (word - at != ID_LENGTH || !isId(bytes, at, word)) {
      if (word == end || !Chars.is(bytes[word], BASE64)) {
        return NONE;
      }
      at = word + 1;
      word = Chars.skip(bytes, at, end, Chars.WORD);
    }
    // Without the id, what is before it stands alone.
    boolean secret = at - from == SECRET_LENGTH && isRandom(bytes, from, at);
    return secret ? Finder.found(from, at) : Finder.found(at, word);
  }

  /** Whether a text is an access key's id and nothing else. */
  static boolean isId(Bytes text) {
    int from = text.offset();
    return text.length() == ID_LENGTH && isId(text.array(), from, from + ID_LENGTH);
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
        || Chars.startsWith(bytes, from, end, "fqogzxivyxdz")
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
    int slashes = 0;
    int before = kind(bytes[from]);
    for (int at = from; at < end; at++) {
      int kind = kind(bytes[at]);
      changes += kind == before ? 0 : 1;
      seen |= kind;
      slashes += bytes[at] == '/' ? 1 : 0;
      before = kind;
    }
    return (bytes[from] != '/' || slashes <= MOST_SLASHES)
        && (seen & Chars.WORD) == Chars.WORD
        && changes >= LEAST_CHANGES;
  }

  private static int kind(byte one) {
    return Chars.is(one, Chars.UPPER)
        ? Chars.UPPER
        : Chars.is(one, Chars.LOWER)
            ? Chars.LOWER
            : Chars.is(one, Chars.DIGIT) ? Chars.DIGIT : Chars.BASE64;
  }
}
