package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;

/**
 * JSON Web Tokens: parts of base64url with dots between them, of which the first is a JSON object
 * and so begins with {@code eyJ}; the last may be empty (RFC 7515, 7516, 7519). From the header on
 * all of the run goes.
 */
final class JsonWebTokens implements Finder {
  private static final int RUN = Chars.WORD | Chars.BASE64_URL;
  private static final int LEAST_HEADER = 8;

  @Override
  public long next(Bytes text, int from) {
    byte[] bytes = text.array();
    int first = text.offset();
    int end = first + text.length();
    int at = from;
    while (at < end) {
      while (at < end && !isPart(bytes[at])) {
        at++;
      }
      int stop = at;
      while (stop < end && isPart(bytes[stop])) {
        stop++;
      }
      int header = header(bytes, first, at, stop);
      if (header >= 0) {
        return Finder.found(header, stop);
      }
      at = stop;
    }
    return NONE;
  }

  private static boolean isPart(byte one) {
    return one == '.' || Chars.is(one, RUN);
  }

  /** The first header in a run that has a payload behind it, which a limit may have cut short. */
  private static int header(byte[] bytes, int first, int from, int end) {
    int part = from;
    while (part < end) {
      int dot = Chars.skip(bytes, part, end, RUN);
      int second = Chars.skip(bytes, Math.min(dot + 1, end), end, RUN);
      boolean followed = second < end || isObject(bytes, dot + 1, second);
      int header = followed ? object(bytes, first, part, dot - LEAST_HEADER) : -1;
      if (header >= 0) {
        return header;
      }
      part = dot + 1;
    }
    return -1;
  }

  /** Where a JSON object in Base64 begins that is a word of its own, at the latest there. */
  private static int object(byte[] bytes, int first, int from, int latest) {
    int at = from;
    while (at <= latest
        && !(isObject(bytes, at, latest + LEAST_HEADER) && isFirst(bytes, first, from, at))) {
      at++;
    }
    return at <= latest ? at : -1;
  }

  /** Behind a part's begin, a sign or an escaped character of a URL. */
  private static boolean isFirst(byte[] bytes, int first, int part, int at) {
    return at == part
        || Chars.is(bytes[at - 1], Chars.BASE64_URL)
        || (at == part + 2 && Chars.isEscaped(bytes, first, at));
  }

  private static boolean isObject(byte[] bytes, int at, int end) {
    return end - at >= 3 && bytes[at] == 'e' && bytes[at + 1] == 'y' && bytes[at + 2] == 'J';
  }
}
