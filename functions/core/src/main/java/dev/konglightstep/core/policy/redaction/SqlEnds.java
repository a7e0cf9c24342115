package dev.konglightstep.core.policy.redaction;

/** Where literals of SQL end, in any dialect; what never ends goes up to the end of the text. */
final class SqlEnds {
  private final byte[] bytes;
  private final int end;

  SqlEnds(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /**
   * Behind the quote that closes; a doubled one does not. Behind a backslash it does in standard
   * SQL, and does not in MySQL: who knows where the text ends then.
   *
   * @param escapes whether a backslash surely escapes
   */
  int afterQuoted(int from, char quote, boolean escapes) {
    int i = from + 1;
    while (i < end) {
      if (bytes[i] == '\\' && quote != '`') {
        boolean quoted = i + 1 < end && bytes[i + 1] == quote;
        if (quoted && !escapes) {
          return end;
        }
        i += 2;
      } else if (bytes[i] != quote) {
        i++;
      } else if (i + 1 < end && bytes[i + 1] == quote) {
        i += 2;
      } else {
        return i + 1;
      }
    }
    return end;
  }

  /** {@code q'[…]'} is a text of Oracle; behind the quote stands what closes it. */
  int afterOracle(int from) {
    int pair = from < end ? "[({<".indexOf(bytes[from]) : -1;
    byte close = pair >= 0 ? (byte) "])}>".charAt(pair) : from < end ? bytes[from] : 0;
    int i = from + 1;
    while (i + 1 < end && !(bytes[i] == close && bytes[i + 1] == '\'')) {
      i++;
    }
    return i + 2;
  }

  /** Behind the next {@code $tag$}, which has that length and ends before the text. */
  int afterDollars(int from, int length) {
    int start = from - length;
    for (int i = from; i + length <= end; i++) {
      if (bytes[i] == '$' && isTagAt(i, start, length)) {
        return i + length;
      }
    }
    return end;
  }

  private boolean isTagAt(int i, int start, int length) {
    int same = 1;
    while (same < length && bytes[i + same] == bytes[start + same]) {
      same++;
    }
    return same == length;
  }

  int afterNumber(int from) {
    int i = from;
    while (i < end && (Chars.is(bytes[i], Chars.WORD) || bytes[i] == '.')) {
      boolean exponent = (bytes[i] | 0x20) == 'e';
      i++;
      if (exponent && i < end && (bytes[i] == '+' || bytes[i] == '-')) {
        i++;
      }
    }
    return i;
  }
}
