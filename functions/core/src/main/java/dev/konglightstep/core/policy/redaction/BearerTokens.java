package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import java.util.List;

/**
 * What follows {@code Bearer} or {@code Basic}, as in HTTP's Authorization (RFC 6750, 7617). After
 * Bearer any word of some length goes but those that English has there; Basic is an English word
 * itself, so what follows must look like Base64.
 */
final class BearerTokens implements Finder {
  private static final int TOKEN = Chars.WORD | Chars.TOKEN68;
  private static final int LEAST = 6;
  private static final Beginnings BEGINNINGS = Beginnings.of(List.of("bearer", "basic"));
  private static final List<String> ENGLISH =
      List.of(
          "access",
          "authentication",
          "authorization",
          "challenge",
          "credential",
          "credentials",
          "format",
          "header",
          "headers",
          "invalid",
          "missing",
          "realm",
          "required",
          "scheme",
          "schemes",
          "security",
          "tokens",
          "usage");

  @Override
  public long next(Bytes text, int from) {
    byte[] bytes = text.array();
    int first = text.offset();
    int end = first + text.length();
    for (int at = next(bytes, from, end); at < end; at = next(bytes, at + 1, end)) {
      int after = afterScheme(bytes, at, end);
      if (after > 0 && (at == first || !Chars.is(bytes[at - 1], Chars.WORD))) {
        int value = afterSpaces(bytes, after, end);
        int stop = tokenEnd(bytes, value, end);
        boolean basic = Chars.lower(bytes[at + 1]) == 'a';
        if (value > after && isToken(bytes, value, stop, basic)) {
          return Finder.found(value, stop);
        }
        at = Math.max(at, value - 1);
      }
    }
    return NONE;
  }

  private static int next(byte[] bytes, int from, int end) {
    return BEGINNINGS.next(bytes, from, end);
  }

  private static int afterScheme(byte[] bytes, int at, int end) {
    return Chars.startsWith(bytes, at, end, "bearer")
        ? at + 6
        : Chars.startsWith(bytes, at, end, "basic") ? at + 5 : -1;
  }

  /** Spaces may stand as in a URL. */
  private static int afterSpaces(byte[] bytes, int from, int end) {
    int at = from;
    int space = 1;
    while (at < end && space > 0) {
      boolean escaped = Chars.startsWith(bytes, at, end, "%20");
      boolean plain = " \t+".indexOf(bytes[at]) >= 0;
      space = escaped ? 3 : plain ? 1 : 0;
      at += space;
    }
    return at;
  }

  /** In some there is a bar behind a number (Laravel Sanctum). */
  private static int tokenEnd(byte[] bytes, int from, int end) {
    int stop = Chars.skip(bytes, from, end, TOKEN);
    boolean bar = stop > from && stop + 1 < end && bytes[stop] == '|';
    return bar ? Chars.skip(bytes, stop + 1, end, TOKEN) : stop;
  }

  private static boolean isToken(byte[] bytes, int from, int end, boolean basic) {
    if (end - from < LEAST) {
      return false;
    }
    return basic ? Values.looksLikeOne(bytes, from, end) : !isEnglish(bytes, from, end);
  }

  private static boolean isEnglish(byte[] bytes, int from, int end) {
    int stop = Chars.skip(bytes, from, end, Chars.LETTER);
    return ENGLISH.stream()
            .anyMatch(
                word -> stop - from == word.length() && Chars.startsWith(bytes, from, stop, word))
        && isNoWord(bytes, stop, end);
  }

  private static boolean isNoWord(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && !Chars.is(bytes[at], Chars.WORD)) {
      at++;
    }
    return at == end;
  }
}
