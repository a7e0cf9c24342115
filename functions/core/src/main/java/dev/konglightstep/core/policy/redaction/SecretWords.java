package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import java.util.List;

/**
 * The value after a word for a secret in free text.
 *
 * <pre>
 *   found   := word end? (" " plain){0,3} " "* ("=" | ":" | "=>" | ":=" | "%3D" | "%3A") " "* value
 *            | "&lt;" word "&gt;" value
 *            | ("with" | "with the" | "using" | "--") word " "+ value   unless that is a common word
 *            | word (" is" | " was")? " "+ value                if the value looks like none
 *   end     := quote | digit{1,2} | "]" | "%5D"
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
  private static final List<String> BEFORE =
      List.of("with ", "using ", "with the ", "using the ", "--");
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
  private static final List<String> VERBS = List.of("is ", "was ");
  private static final int MOST_ARN = 96;
  private static final int LONGEST_NONE = 12;
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
      if (after >= 0
          && (after == end || !isInside(bytes[after]) || isNumbered(bytes, after, end))) {
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

  /** Behind which a sign must come at once. */
  private static boolean isNumbered(byte[] bytes, int after, int end) {
    int stop = Chars.skip(bytes, after, Math.min(end, after + 2), Chars.DIGIT);
    return stop > after && stop < end && (bytes[stop] == '=' || bytes[stop] == ':');
  }

  private static boolean isInside(byte one) {
    return one == '_' || Chars.is(one, Chars.WORD);
  }

  private static long value(byte[] bytes, int first, int word, int after, int end) {
    if (isTag(bytes, first, word, after, end)) {
      return SecretValues.element(bytes, after + 1, end);
    }
    int named = afterName(bytes, first, word, after, end);
    int value = afterSign(bytes, afterPlain(bytes, named, end), end);
    if (value < 0) {
      value = afterSign(bytes, SecretValues.afterSpaces(bytes, named, end), end);
    }
    boolean follows = follows(bytes, first, word);
    if (value >= 0) {
      return isNone(bytes, first, word, value, end)
          ? NONE
          : SecretValues.found(bytes, value, isWholeLine(bytes, word, end), end);
    }
    int next = afterVerb(bytes, after, end);
    if (next == after || next == end) {
      return NONE;
    }
    int start = SecretValues.afterQuote(bytes, next, end);
    int stop =
        start > next
            ? SecretValues.quotedEnd(bytes, start, end, bytes[start - 1])
            : SecretValues.valueEnd(bytes, start, end);
    boolean goes =
        follows ? !isCommon(bytes, start, stop) : Values.looksLikeOne(bytes, start, stop);
    return goes ? SecretValues.found(bytes, next, false, end) : NONE;
  }

  /** Whether the word is the name of an element: {@code <password>…</password>}. */
  private static boolean isTag(byte[] bytes, int first, int word, int after, int end) {
    return word > first && bytes[word - 1] == '<' && after < end && bytes[after] == '>';
  }

  /** Behind what may stand between a word and a sign: a number, a quote, a bracket. */
  private static int afterName(byte[] bytes, int first, int word, int after, int end) {
    int at = Chars.skip(bytes, after, Math.min(end, after + 2), Chars.DIGIT);
    if (Chars.startsWith(bytes, at, end, "%5d")) {
      return at + 3;
    }
    boolean index = word > first && bytes[word - 1] == '[';
    return index && at < end && bytes[at] == ']' ? at + 1 : SecretValues.afterQuote(bytes, at, end);
  }

  /** Whether what stands for a value is none. */
  private static boolean isNone(byte[] bytes, int first, int word, int value, int end) {
    // What is longer is none of them, and is not read to its end for each word before it.
    int stop = SecretValues.valueEnd(bytes, value, Math.min(end, value + LONGEST_NONE));
    if (stop - value == LONGEST_NONE) {
      return isArn(bytes, first, word);
    }
    boolean placeholder =
        (stop - value == 1 && bytes[value] == '?')
            || (stop > value + 1
                && bytes[value] == '$'
                && Chars.skip(bytes, value + 1, stop, Chars.DIGIT) == stop);
    // MySQL's "Access denied for user … (using password: YES)".
    boolean told =
        follows(bytes, first, word)
            && (isWord(bytes, value, stop, "yes") || isWord(bytes, value, stop, "no"));
    return placeholder || told || isArn(bytes, first, word);
  }

  private static boolean isWord(byte[] bytes, int from, int end, String word) {
    return word.length() == end - from && Chars.startsWith(bytes, from, end, word);
  }

  /** Whether the word is a part of an ARN: {@code arn:aws:secretsmanager:…:secret:<name>}. */
  private static boolean isArn(byte[] bytes, int first, int word) {
    int least = Math.max(first, word - MOST_ARN);
    int at = word - 1;
    if (at < least || bytes[at] != ':') {
      return false;
    }
    while (at > least && bytes[at - 1] > ' ' && !Chars.startsWith(bytes, at, word, "arn:")) {
      at--;
    }
    return Chars.startsWith(bytes, at, word, "arn:");
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
    return SecretValues.afterSpaces(bytes, at, end);
  }

  /** Behind the sign that says what the value is, and the spaces and the quote after it. */
  private static int afterSign(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end
        && at < from + 2
        && (bytes[at] == ':' || bytes[at] == '=' || bytes[at] == '>')) {
      at++;
    }
    if (Chars.startsWith(bytes, at, end, "%3d") || Chars.startsWith(bytes, at, end, "%3a")) {
      return at + 3;
    }
    boolean scope = at == from + 2 && bytes[from] == ':' && bytes[at - 1] == ':';
    boolean sign = at > from && bytes[from] != '>' && !scope;
    boolean url = sign && bytes[at - 1] == ':' && Chars.startsWith(bytes, at, end, "//");
    return sign && !url ? SecretValues.afterSpaces(bytes, at, end) : -1;
  }

  /** Behind spaces, and a verb among them. */
  private static int afterVerb(byte[] bytes, int after, int end) {
    int at = SecretValues.afterSpaces(bytes, after, end);
    for (String verb : VERBS) {
      if (at > after && Chars.startsWith(bytes, at, end, verb)) {
        return SecretValues.afterSpaces(bytes, at + verb.length(), end);
      }
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
    return COMMON.stream().anyMatch(word -> isWord(bytes, from, end, word));
  }
}
