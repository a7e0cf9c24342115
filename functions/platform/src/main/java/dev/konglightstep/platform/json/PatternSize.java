package dev.konglightstep.platform.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large the program of a regular expression of RE2 becomes, about: repeats are written out, and
 * of a few characters, as {@code ((a{1000}){1000}){1000}}, can come more than any memory holds.
 * RE2/J does not bound that (1.8), as the implementations in Go and C++ do.
 */
final class PatternSize {
  private static final Pattern REPEAT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");
  private static final Pattern QUOTED = Pattern.compile("\\\\Q(.*?)(?:\\\\E|\\z)", Pattern.DOTALL);
  private static final Pattern ESCAPED =
      Pattern.compile("\\\\(?:[pPx]\\{[^}]*\\}|.)", Pattern.DOTALL);
  private static final Pattern CLASS =
      Pattern.compile("\\[\\^?\\]?(?:\\\\.|\\[:\\^?\\w+:\\]|[^\\]\\\\])*+\\]?", Pattern.DOTALL);

  /** RE2 allows no more by itself. */
  private static final int MOST_REPEATS = 1000;

  /** So that nothing overflows. */
  private static final long ENOUGH = 1_000_000_000;

  private final String text;
  private final Deque<Long> outer = new ArrayDeque<>();
  private int at;
  private long sum;
  private long last;

  private PatternSize(String text) {
    this.text = text;
  }

  /** Counts characters, classes and groups, each as often as it is repeated. */
  static long of(String pattern) {
    PatternSize size = new PatternSize(pattern);
    while (size.at < pattern.length()) {
      size.next();
    }
    return size.sum;
  }

  private void next() {
    char first = text.charAt(at);
    switch (first) {
      case '(' -> {
        outer.push(sum);
        sum = 0;
        at++;
      }
      case ')' -> {
        last = sum + 1;
        sum = last + (outer.isEmpty() ? 0 : outer.pop());
        at++;
      }
      case '[' -> atom(skip(CLASS));
      case '{' -> repeat();
      case '\\' -> {
        int quoted = skip(QUOTED);
        sum += quoted;
        atom(Math.max(quoted, skip(ESCAPED)));
      }
      default -> atom(1);
    }
  }

  private void atom(int length) {
    last = 1;
    sum++;
    at += Math.max(1, length);
  }

  private void repeat() {
    Matcher repeat = REPEAT.matcher(text).region(at, text.length());
    if (!repeat.lookingAt()) {
      atom(1);
      return;
    }
    String most = repeat.group(2);
    long times = Long.parseLong(most == null || most.isEmpty() ? repeat.group(1) : most);
    long added = Math.min(last, ENOUGH) * Math.clamp(times - 1, 0, MOST_REPEATS);
    sum += added;
    last += added;
    at = repeat.end();
  }

  /** How long what begins here is; 0 if it does not. */
  private int skip(Pattern what) {
    Matcher matcher = what.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.end() - at : 0;
  }
}
