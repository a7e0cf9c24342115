package dev.konglightstep.core.policy.redaction;

/** Where a value that follows a word for a secret begins and ends. */
final class SecretValues {
  private SecretValues() {}

  /** All of an element. */
  static long element(byte[] bytes, int from, int end) {
    int stop = from;
    while (stop < end && bytes[stop] != '<') {
      stop++;
    }
    return stop > from && !Mark.is(bytes, from, stop) ? Finder.found(from, stop) : Finder.NONE;
  }

  /** What is the value from a place on; nothing where a mark stands already. */
  static long found(byte[] bytes, int from, boolean wholeLine, int end) {
    int value = afterQuote(bytes, afterOpening(bytes, from, end), end);
    if (value == end) {
      return Finder.NONE;
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
    return stop > marked ? Finder.found(value, stop) : Finder.NONE;
  }

  /** A bracket or a letter that belongs to a quote: {@code ["abc"]}, {@code b'abc'}. */
  private static int afterOpening(byte[] bytes, int from, int end) {
    boolean opens = from < end && (bytes[from] == '[' || "bru".indexOf(bytes[from]) >= 0);
    return opens && afterQuote(bytes, from + 1, end) > from + 1 ? from + 1 : from;
  }

  /** A fragment behind a mark is no part of the value that was masked. */
  private static int afterMark(byte[] bytes, int value, int marked, int end) {
    boolean fragment = marked > value && marked < end && bytes[marked] == '#';
    return fragment ? marked : afterValues(bytes, value, valueEnd(bytes, marked, end), end);
  }

  /** What looks like one more name leads to the value: {@code password: token: abc}. */
  private static int afterValues(byte[] bytes, int value, int stop, int end) {
    boolean name = stop > value && (bytes[stop - 1] == ':' || bytes[stop - 1] == '=');
    return name ? valueEnd(bytes, afterSpaces(bytes, stop, end), end) : stop;
  }

  /** Where a value without quotes ends. */
  static int valueEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && !interrupts(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean interrupts(byte one) {
    return " \t\r\n,;&\"'`)}]>|".indexOf(one) >= 0;
  }

  /** Where one in quotes does. */
  static int quotedEnd(byte[] bytes, int from, int end, byte quote) {
    int at = from;
    while (at < end && bytes[at] != quote) {
      at += bytes[at] == '\\' && at + 1 < end && bytes[at + 1] != quote ? 2 : 1;
    }
    int stop = Math.min(at, end);
    return stop > from && stop < end && bytes[stop - 1] == '\\' ? stop - 1 : stop;
  }

  /** One quote, which a backslash may come before. */
  static int afterQuote(byte[] bytes, int from, int end) {
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

  /** Behind spaces. */
  static int afterSpaces(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }
}
