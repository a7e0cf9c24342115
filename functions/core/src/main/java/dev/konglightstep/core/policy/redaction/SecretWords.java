package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import java.util.List;

/**
 * The value after a word for a secret in free text.
 *
 * <pre>
 *   found   := word quote? (" " plain){0,3} " "* ("=" | ":" | "=>" | ":=") " "* value
 *            | ("with" | "using") " " word " "+ value      unless the value is a common word
 *            | word " "+ value                             if the value looks like none
 *   word    := … "password" | "token" | "secret" | "api key" …    no letter, digit or _ behind it
 *   value   := quoted | what no space, comma, semicolon, &amp;, bracket or quote interrupts
 * </pre>
 *
 * After {@code authorization} and {@code cookie} all of the line goes. Better one word too many is
 * masked than one secret too few.
 */
final class SecretWords implements Finder {
  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "secret key",
          "secret",
          "token",
          "authorization",
          "cookie",
          "signature",
          "api key",
          "access key",
          "private key");
  private static final Beginnings BEGINNINGS = Beginnings.of(WORDS);
  private static final List<String> BEFORE = List.of("with ", "using ");
  private static final List<String> COMMON =
      List.of(
          "a",
          "an",
          "and",
          "auth",
          "authentication",
          "based",
          "expired",
          "failed",
          "for",
          "from",
          "grant",
          "has",
          "header",
          "in",
          "invalid",
          "is",
          "missing",
          "not",
          "of",
          "on",
          "or",
          "rejected",
          "required",
          "that",
          "the",
          "to",
          "type",
          "was",
          "which");
  private static final int MOST_PLAIN = 3;
  private static final int MOST_BETWEEN = 48;

  @Override
  public long next(Bytes text, int from) {
    byte[] bytes = text.array();
    int first = text.offset();
    int end = first + text.length();
    int at = BEGINNINGS.next(bytes, from, end);
    while (at < end) {
      int after = afterWord(bytes, at, end);
      long found = after < 0 ? NONE : value(bytes, first, at, after, end);
      if (found != NONE) {
        return found;
      }
      at = BEGINNINGS.next(bytes, at + 1, end);
    }
    return NONE;
  }

  /** Behind the word that begins there, if it ends there; else negative. */
  private static int afterWord(byte[] bytes, int at, int end) {
    for (String word : WORDS) {
      int after = after(bytes, at, end, word);
      if (after >= 0 && (after == end || !isInside(bytes[after]))) {
        return after;
      }
    }
    return -1;
  }

  /** A space of the word may be a hyphen, an underscore, or nothing. */
  private static int after(byte[] bytes, int from, int end, String word) {
    int at = from;
    for (int i = 0; i < word.length(); i++) {
      char wanted = word.charAt(i);
      boolean there = at < end && Chars.lower(bytes[at]) == wanted;
      boolean sign = wanted == ' ' && at < end && Chars.is(bytes[at], Chars.BASE64_URL);
      if (there || sign) {
        at++;
      } else if (wanted != ' ') {
        return -1;
      }
    }
    return at;
  }

  private static boolean isInside(byte one) {
    return one == '_' || Chars.is(one, Chars.WORD);
  }

  private static long value(byte[] bytes, int first, int word, int after, int end) {
    int quoted = afterQuote(bytes, after, end);
    int value = afterSign(bytes, afterPlain(bytes, quoted, end), end);
    if (value < 0) {
      value = afterSign(bytes, afterSpaces(bytes, quoted, end), end);
    }
    if (value >= 0) {
      return found(bytes, value, isWholeLine(bytes, word, end), end);
    }
    int next = afterSpaces(bytes, after, end);
    if (next == after || next == end) {
      return NONE;
    }
    int start = afterQuote(bytes, next, end);
    int stop =
        start > next ? quotedEnd(bytes, start, end, bytes[start - 1]) : valueEnd(bytes, start, end);
    boolean goes =
        follows(bytes, first, word)
            ? !isCommon(bytes, start, stop)
            : Values.looksLikeOne(bytes, start, stop);
    return goes ? found(bytes, next, false, end) : NONE;
  }

  /** Up to three plain words, each after one space. */
  private static int afterPlain(byte[] bytes, int from, int end) {
    int most = Math.min(end, from + MOST_BETWEEN);
    int at = from;
    for (int i = 0; i < MOST_PLAIN && at + 1 < most && bytes[at] == ' '; i++) {
      int stop = Chars.skip(bytes, at + 1, most, Chars.LETTER);
      if (stop == at + 1) {
        break;
      }
      at = stop;
    }
    return afterSpaces(bytes, at, end);
  }

  /** Behind the sign that says what the value is, and the spaces and the quote after it. */
  private static int afterSign(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end
        && at < from + 2
        && (bytes[at] == ':' || bytes[at] == '=' || bytes[at] == '>')) {
      at++;
    }
    boolean sign = at > from && bytes[from] != '>';
    boolean url = sign && bytes[at - 1] == ':' && Chars.startsWith(bytes, at, end, "//");
    return sign && !url ? afterSpaces(bytes, at, end) : -1;
  }

  private static long found(byte[] bytes, int from, boolean wholeLine, int end) {
    int value = afterQuote(bytes, from, end);
    if (value == end) {
      return NONE;
    }
    int marked = Mark.end(bytes, value, end);
    int stop;
    if (value > from) {
      stop = quotedEnd(bytes, marked, end, bytes[value - 1]);
    } else {
      // A line behind a mark was there when the mark was made; only this value is looked at again.
      boolean line = wholeLine && marked == value;
      stop = line ? line(bytes, value, end) : afterMark(bytes, value, marked, end);
    }
    return stop > marked ? Finder.found(value, stop) : NONE;
  }

  /** A fragment behind a mark is no part of the value that was masked. */
  private static int afterMark(byte[] bytes, int value, int marked, int end) {
    boolean fragment = marked > value && marked < end && bytes[marked] == '#';
    return fragment ? marked : valueEnd(bytes, marked, end);
  }

  private static int valueEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && !interrupts(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean interrupts(byte one) {
    return " \t\r\n,;&\"'`)}]>|".indexOf(one) >= 0;
  }

  private static int quotedEnd(byte[] bytes, int from, int end, byte quote) {
    int at = from;
    while (at < end && bytes[at] != quote) {
      at += bytes[at] == '\\' && at + 1 < end && bytes[at + 1] != quote ? 2 : 1;
    }
    int stop = Math.min(at, end);
    return stop > from && stop < end && bytes[stop - 1] == '\\' ? stop - 1 : stop;
  }

  /** One quote, which a backslash may come before. */
  private static int afterQuote(byte[] bytes, int from, int end) {
    int at = from < end && bytes[from] == '\\' ? from + 1 : from;
    boolean quote = at < end && (bytes[at] == '"' || bytes[at] == '\'' || bytes[at] == '`');
    return quote ? at + 1 : from;
  }

  private static int line(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  private static int afterSpaces(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean isWholeLine(byte[] bytes, int word, int end) {
    return Chars.startsWith(bytes, word, end, "authorization")
        || Chars.startsWith(bytes, word, end, "cookie");
  }

  private static boolean follows(byte[] bytes, int first, int word) {
    return BEFORE.stream()
        .anyMatch(
            before ->
                word - first >= before.length()
                    && Chars.startsWith(bytes, word - before.length(), word, before));
  }

  private static boolean isCommon(byte[] bytes, int from, int end) {
    return COMMON.stream()
        .anyMatch(word -> word.length() == end - from && Chars.startsWith(bytes, from, end, word));
  }
}
