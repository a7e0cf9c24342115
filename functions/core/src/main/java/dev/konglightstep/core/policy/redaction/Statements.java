package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Statements for databases without their literals and comments; a question mark stands for each
 * literal, as OpenTelemetry's semantic conventions advise. What is quoted is read as Postgres and
 * MySQL both may mean it: in double quotes stands a name, but behind an operator, or where values
 * stand, a text. What never ends goes up to the end.
 *
 * <p>What does not begin as SQL does is another language ({@code AUTH secret}, {@code
 * {"find":"users",…}}): its first word stays, no more.
 */
final class Statements {
  private static final List<String> BEGINNINGS =
      List.of(
          "select",
          "insert",
          "update",
          "delete",
          "with",
          "merge",
          "replace",
          "create",
          "alter",
          "drop",
          "truncate",
          "begin",
          "start",
          "commit",
          "rollback",
          "savepoint",
          "release",
          "explain",
          "analyze",
          "show",
          "declare",
          "fetch",
          "call",
          "execute",
          "listen",
          "notify",
          "lock",
          "vacuum");
  private static final List<String> BEFORE_TEXTS =
      List.of("like", "ilike", "in", "values", "between");
  private static final Bytes UNKNOWN = Bytes.utf8("?");

  private final byte[] bytes;
  private final int end;
  private final SqlEnds ends;
  private final ByteArrayOutputStream out;
  private int at;

  /** Whether what comes next in double quotes is a text. */
  private boolean text;

  /** Whether the next AND stands between two values. */
  private boolean between;

  private boolean identified;

  /** Whether the next word is a password. */
  private boolean password;

  private Statements(Bytes statement) {
    this.bytes = statement.array();
    this.at = statement.offset();
    this.end = at + statement.length();
    this.ends = new SqlEnds(bytes, end);
    this.out = new ByteArrayOutputStream(statement.length());
  }

  /** The same object if it has no literals. */
  static Bytes withoutLiterals(Bytes statement) {
    Bytes cleaned = new Statements(statement).clean();
    return cleaned.equals(statement) ? statement : cleaned;
  }

  private Bytes clean() {
    copyWhile(" \t\r\n(;");
    int word = Chars.skip(bytes, at, end, Chars.LETTER);
    if (word == end && at < end && !isBeginning(word)) {
      return UNKNOWN;
    }
    if (at < end && !isBeginning(word)) {
      out.write(bytes, at, word - at);
      out.writeBytes(new byte[] {' ', '?'});
      return word == at ? UNKNOWN : Bytes.of(out.toByteArray());
    }
    while (at < end) {
      next();
    }
    return Bytes.of(out.toByteArray());
  }

  private boolean isBeginning(int wordEnd) {
    return isOneOf(BEGINNINGS, at, wordEnd);
  }

  private boolean isOneOf(List<String> words, int from, int wordEnd) {
    for (String word : words) {
      if (wordEnd - from == word.length() && Chars.startsWith(bytes, from, wordEnd, word)) {
        return true;
      }
    }
    return false;
  }

  private void next() {
    byte one = bytes[at];
    int mark = Mark.end(bytes, at, end);
    if (mark > at) {
      copyTo(mark);
    } else if (isComment(one)) {
      comment();
    } else if (one == '\'') {
      literal(ends.afterQuoted(at, '\'', false));
    } else if (one == '"') {
      doubleQuoted();
    } else if (one == '`') {
      copyTo(ends.afterQuoted(at, '`', false));
    } else if (one == '$') {
      dollar();
    } else if (Chars.is(one, Chars.DIGIT)) {
      literal(ends.afterNumber(at));
    } else if (isName(one)) {
      name();
    } else {
      sign(one);
    }
  }

  private void sign(byte one) {
    boolean space = " \t\r\n".indexOf(one) >= 0;
    if (!space) {
      boolean opens = one == '(' || one == ',' || one == ')';
      text = opens ? text : "=<>~".indexOf(one) >= 0;
    }
    copyTo(at + 1);
  }

  private void name() {
    int stop = at;
    while (stop < end
        && (isName(bytes[stop]) || Chars.is(bytes[stop], Chars.DIGIT) || bytes[stop] == '$')) {
      stop++;
    }
    if (password) {
      literal(stop);
      return;
    }
    boolean prefix = stop < end && bytes[stop] == '\'' && stop - at <= 2;
    if (prefix && (bytes[stop - 1] | 0x20) == 'q') {
      literal(ends.afterOracle(stop + 1));
      return;
    }
    if (prefix) {
      boolean escapes = stop - at == 1 && (bytes[at] | 0x20) == 'e';
      literal(ends.afterQuoted(stop, '\'', escapes));
      return;
    }
    words(stop);
    copyTo(stop);
  }

  /** What a word says about what follows it. */
  private void words(int stop) {
    boolean and = between && Chars.startsWith(bytes, at, stop, "and");
    between = Chars.startsWith(bytes, at, stop, "between") || (between && !and);
    password = identified && Chars.startsWith(bytes, at, stop, "by");
    identified = Chars.startsWith(bytes, at, stop, "identified");
    text = and || password || isOneOf(BEFORE_TEXTS, at, stop);
  }

  /** A name of a column behind an operator is followed by a dot only if it is one. */
  private void doubleQuoted() {
    int stop = ends.afterQuoted(at, '"', false);
    boolean cut = bytes[stop - 1] != '"' || stop - at < 2;
    if (cut || (text && (stop == end || bytes[stop] != '.'))) {
      literal(stop);
    } else {
      copyTo(stop);
    }
  }

  /** {@code $1} is a placeholder, {@code $$…$$} and {@code $tag$…$tag$} are texts of Postgres. */
  private void dollar() {
    int tag = at + 1;
    while (tag < end
        && (isName(bytes[tag]) || (tag > at + 1 && Chars.is(bytes[tag], Chars.DIGIT)))) {
      tag++;
    }
    if (tag < end && bytes[tag] == '$') {
      literal(ends.afterDollars(tag + 1, tag + 1 - at));
    } else {
      copyTo(Math.max(at + 1, Chars.skip(bytes, at + 1, end, Chars.DIGIT)));
    }
  }

  /** {@code #>} and {@code #-} are operators of Postgres. */
  private boolean isComment(byte one) {
    byte next = at + 1 < end ? bytes[at + 1] : 0;
    return (one == '#' && next != '>' && (next != '-' || startsComment(at + 1)))
        || (one == '-' && next == '-')
        || (one == '/' && next == '*');
  }

  private boolean startsComment(int from) {
    return from + 1 < end && bytes[from] == '-' && bytes[from + 1] == '-';
  }

  private void comment() {
    boolean block = bytes[at] == '/';
    at += block ? 2 : 1;
    while (at < end && !(block ? endsBlock() : bytes[at] == '\n')) {
      at++;
    }
    at = Math.min(end, block ? at + 2 : at);
    if (block) {
      // What stood before and behind it must not become one sign.
      out.write(' ');
    }
  }

  private boolean endsBlock() {
    return bytes[at] == '*' && at + 1 < end && bytes[at + 1] == '/';
  }

  private void literal(int stop) {
    password = false;
    out.write('?');
    at = Math.min(stop, end);
  }

  private void copyTo(int stop) {
    out.write(bytes, at, stop - at);
    at = stop;
  }

  private void copyWhile(String signs) {
    int stop = at;
    while (stop < end && signs.indexOf(bytes[stop]) >= 0) {
      stop++;
    }
    copyTo(stop);
  }

  private static boolean isName(byte one) {
    return one == '_' || one < 0 || Chars.is(one, Chars.LETTER);
  }
}
