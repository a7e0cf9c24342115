package dev.konglightstep.core.principal.directory;

import java.util.Arrays;

/** Checks that a text is a directory. */
final class Lines {
  private static final int LONGEST_NUMBER = 18;

  private final byte[] text;
  private final int end;
  private int number = 1;

  Lines(byte[] text, int end) {
    this.text = text;
    this.end = end;
  }

  /** Where a byte is; {@code to} if it is not there. */
  static int find(byte[] text, byte wanted, int from, int to) {
    int at = from;
    while (at < to && text[at] != wanted) {
      at++;
    }
    return at;
  }

  /**
   * Checks every line.
   *
   * @param first where the first one begins
   * @return how many there are
   */
  int check(int first) throws MalformedDirectoryException {
    int before = first;
    int beforeEnd = first;
    for (int at = first; at < end; number++) {
      int to = find(text, (byte) '\n', at, end);
      require(to < end, "a line feed at its end");
      line(at, to);
      require(
          at == first || Arrays.compareUnsigned(text, before, beforeEnd, text, at, to) < 0,
          "lines in the order of their bytes, each once");
      before = at;
      beforeEnd = to;
      at = to + 1;
    }
    return number - 1;
  }

  private void line(int from, int to) throws MalformedDirectoryException {
    int key = find(text, (byte) '\t', from, to);
    int since = find(text, (byte) '\t', key + 1, to);
    int until = find(text, (byte) '\t', since + 1, to);
    require(key > from && until < to, "a key, two times and what it tells, with tabs between");
    require(isNumber(key + 1, since), "the second from which it holds");
    require(isOpen(since + 1, until) || isNumber(since + 1, until), "the second of its end, or -");
    if (until + 1 < to && text[until + 1] == '>') {
      require(until + 2 < to, "a key behind >");
    } else {
      fields(until + 1, to);
    }
  }

  private void fields(int from, int to) throws MalformedDirectoryException {
    for (int at = from; at < to; ) {
      int next = find(text, (byte) '\t', at, to);
      require(find(text, (byte) '=', at, next) < next, "fields as name=value");
      at = next + 1;
    }
  }

  private boolean isOpen(int from, int to) {
    return to == from + 1 && text[from] == '-';
  }

  private boolean isNumber(int from, int to) {
    boolean number = to > from && to - from <= LONGEST_NUMBER;
    for (int i = from; i < to && number; i++) {
      number = text[i] >= '0' && text[i] <= '9';
    }
    return number;
  }

  /** Lines are counted from the header on, which is the first. */
  private void require(boolean holds, String expected) throws MalformedDirectoryException {
    if (!holds) {
      throw new MalformedDirectoryException(number + 1, expected);
    }
  }
}
