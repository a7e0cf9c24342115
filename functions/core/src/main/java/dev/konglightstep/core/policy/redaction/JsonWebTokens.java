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
    int end = text.offset() + text.length();
    int at = from;
    while (at < end) {
      while (at < end && !isPart(bytes[at])) {
        at++;
      }
      int stop = at;
      while (stop < end && isPart(bytes[stop])) {
        stop++;
      }
      int header = header(bytes, at, stop);
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

  /** The first part in a run that looks like a header and has a payload and a last part behind. */
  private static int header(byte[] bytes, int from, int end) {
    int part = from;
    while (part < end) {
      int dot = Chars.skip(bytes, part, end, RUN);
      if (dot - part >= LEAST_HEADER && isHeader(bytes, part)) {
        int second = dot < end ? Chars.skip(bytes, dot + 1, end, RUN) : end;
        if (second < end && second > dot + 1) {
          return part;
        }
      }
      part = dot + 1;
    }
    return -1;
  }

  private static boolean isHeader(byte[] bytes, int at) {
    return bytes[at] == 'e' && bytes[at + 1] == 'y' && bytes[at + 2] == 'J';
  }
}
