package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import java.util.List;

/**
 * Who logs in by a URL ({@code https://user:password@host}, RFC 3986), and values of parameters
 * whose name names a secret: Kong takes keys that way ({@code ?apikey=…}).
 */
final class UrlSecrets implements Finder {
  private static final int MOST_NAME = 64;
  private static final int LONGEST_LOGIN = 512;
  private static final String BREAKS = " \t\r\n\"'<>`\\|{}^";
  private static final List<String> PARAMETERS =
      List.of("key", "sig", "code", "auth", "jwt", "otp", "pass", "sid", "access");

  @Override
  public long next(Bytes text, int from) {
    byte[] bytes = text.array();
    int first = text.offset();
    int end = first + text.length();
    for (int at = from; at < end; at++) {
      byte one = bytes[at];
      long found = NONE;
      if (one == '/' && at - first >= 2 && bytes[at - 1] == '/' && bytes[at - 2] == ':') {
        found = user(bytes, at + 1, end);
      } else if (one == '?' || one == '&' || one == ';' || one == '#') {
        found = parameter(bytes, at + 1, end);
      }
      if (found != NONE) {
        return found;
      }
    }
    return NONE;
  }

  private static long user(byte[] bytes, int from, int end) {
    int stop = from;
    while (stop < end && !endsAuthority(bytes[stop])) {
      stop++;
    }
    int host = lastAt(bytes, from, stop);
    if (host < 0 && isCutByPassword(bytes, from, stop, end)) {
      host = lastAt(bytes, from, userEnd(bytes, from, end));
    }
    return host > from && !Mark.is(bytes, from, host) ? Finder.found(from, host) : NONE;
  }

  private static int lastAt(byte[] bytes, int from, int end) {
    int at = end - 1;
    while (at >= from && bytes[at] != '@') {
      at--;
    }
    return at >= from ? at : -1;
  }

  /**
   * Whether a slash seems to stand in a password: what is before it is no host and no port. In
   * brackets stands an address (RFC 3986, section 3.2.2).
   */
  private static boolean isCutByPassword(byte[] bytes, int from, int stop, int end) {
    int colon = from;
    while (colon < stop && bytes[colon] != ':') {
      colon++;
    }
    return stop < end
        && bytes[from] != '['
        && bytes[stop] == '/'
        && colon > from
        && colon < stop
        && Chars.skip(bytes, colon + 1, stop, Chars.DIGIT) < stop;
  }

  private static int userEnd(byte[] bytes, int from, int end) {
    int most = Math.min(end, from + LONGEST_LOGIN);
    int at = from;
    while (at < most && (bytes[at] & 0xff) > ' ' && BREAKS.indexOf(bytes[at]) < 0) {
      at++;
    }
    return at;
  }

  /** As does any control character: there is none in a URL. */
  private static boolean endsAuthority(byte one) {
    boolean control = one >= 0 && one < ' ';
    return control || one == '/' || one == '?' || one == '#' || BREAKS.indexOf(one) >= 0;
  }

  private static long parameter(byte[] bytes, int from, int end) {
    int most = Math.min(end, from + MOST_NAME);
    int at = from;
    while (at < most && isName(bytes[at])) {
      at++;
    }
    boolean named = at < most && bytes[at] == '=' && isSecret(bytes, from, at);
    if (!named) {
      return NONE;
    }
    int stop = at + 1;
    while (stop < end
        && bytes[stop] != '&'
        && bytes[stop] != '#'
        && BREAKS.indexOf(bytes[stop]) < 0) {
      stop++;
    }
    return stop > at + 1 && !Mark.is(bytes, at + 1, stop) ? Finder.found(at + 1, stop) : NONE;
  }

  private static boolean isName(byte one) {
    return Chars.is(one, Chars.WORD | Chars.BASE64_URL) || ".%[]".indexOf(one) >= 0;
  }

  static boolean isSecret(byte[] bytes, int from, int end) {
    if (KeyNames.isSecret(bytes, from, end)) {
      return true;
    }
    for (String name : PARAMETERS) {
      if (end - from == name.length() && Chars.startsWith(bytes, from, end, name)) {
        return true;
      }
    }
    return false;
  }
}
