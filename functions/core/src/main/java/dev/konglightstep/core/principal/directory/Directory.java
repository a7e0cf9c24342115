package dev.konglightstep.core.principal.directory;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.directory.Row.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole directory. It stays text; an object is made of a line only when that is asked for. */
public final class Directory {
  private static final Pattern HEADER =
      Pattern.compile("kong-lightstep-principals 1 ([0-9a-f]{16}) ([0-9]{1,15})");
  private static final int LONGEST_HEADER = 128;

  private final byte[] text;
  private final int first;
  private final int end;
  private final int size;
  private final String version;
  private final long written;

  private Directory(byte[] text, int first, int end, String version, long written)
      throws MalformedDirectoryException {
    this.text = text;
    this.first = first;
    this.end = end;
    this.version = version;
    this.written = written;
    this.size = new Lines(text, end).check(first);
  }

  /**
   * Reads one; the bytes are shared and must not change.
   *
   * @throws MalformedDirectoryException if it is none, or anything is not as it must be
   */
  public static Directory parse(Bytes bytes) throws MalformedDirectoryException {
    byte[] text = bytes.array();
    int end = bytes.offset() + bytes.length();
    int most = Math.min(end, bytes.offset() + LONGEST_HEADER);
    int headerEnd = Lines.find(text, (byte) '\n', bytes.offset(), most);
    Matcher header =
        HEADER.matcher(
            new String(
                text, bytes.offset(), headerEnd - bytes.offset(), StandardCharsets.ISO_8859_1));
    if (headerEnd == most || !header.matches()) {
      throw new MalformedDirectoryException(
          1, "kong-lightstep-principals 1, a version of 16 hexadecimal digits and a time");
    }
    return new Directory(
        text, headerEnd + 1, end, header.group(1), Long.parseLong(header.group(2)));
  }

  /** Equal for directories that say the same. */
  public String version() {
    return version;
  }

  /** When it was written, in seconds since 1970. */
  public long written() {
    return written;
  }

  /** How many lines it has. */
  public int size() {
    return size;
  }

  /**
   * Who held a key at a time.
   *
   * @param second since 1970
   */
  public Lookup find(LookupKey key, long second) {
    return at(second).find(key);
  }

  /**
   * Asks for several keys at one time.
   *
   * @param second since 1970
   */
  public Search at(long second) {
    return new Search(second);
  }

  /** Tells each line, in their order. */
  public void forEach(Consumer<Row> told) {
    for (int line = first; line < end; line = lineEnd(line) + 1) {
      told.accept(row(line));
    }
  }

  private Row row(int line) {
    int keyEnd = keyEnd(line);
    int content = content(keyEnd);
    int lineEnd = lineEnd(line);
    String key = Escapes.plain(text, line, keyEnd);
    if (content < lineEnd && text[content] == '>') {
      return new Row(key, validity(keyEnd), Escapes.plain(text, content + 1, lineEnd), List.of());
    }
    List<Field> fields = new ArrayList<>();
    new Entry(text, line, keyEnd, content, lineEnd)
        .forEach((name, value) -> fields.add(new Field(name, value)));
    return Row.telling(key, validity(keyEnd), fields);
  }

  /** Where the first line of a key is, or would be. */
  private int firstOf(byte[] key) {
    int low = first;
    int high = end;
    while (low < high) {
      int line = lineStart(low, low + (high - low) / 2);
      if (Arrays.compareUnsigned(text, line, keyEnd(line), key, 0, key.length) < 0) {
        low = lineEnd(line) + 1;
      } else {
        high = line;
      }
    }
    return low;
  }

  private int lineStart(int least, int at) {
    int start = at;
    while (start > least && text[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private int lineEnd(int line) {
    return Lines.find(text, (byte) '\n', line, end);
  }

  private int keyEnd(int line) {
    return Lines.find(text, (byte) '\t', line, end);
  }

  private int content(int keyEnd) {
    int since = Lines.find(text, (byte) '\t', keyEnd + 1, end);
    return Lines.find(text, (byte) '\t', since + 1, end) + 1;
  }

  private Validity validity(int keyEnd) {
    int since = Lines.find(text, (byte) '\t', keyEnd + 1, end);
    return new Validity(
        number(keyEnd + 1), text[since + 1] == '-' ? Validity.OPEN : number(since + 1));
  }

  private long number(int from) {
    long number = 0;
    for (int at = from; text[at] != '\t'; at++) {
      number = number * 10 + (text[at] - '0');
    }
    return number;
  }

  /** Says nothing of a person. */
  @Override
  public String toString() {
    return "Directory[version=" + version + ", written=" + written + ", lines=" + size + "]";
  }

  /** Lookups at one time, which remember for how long their answers are the same. */
  public final class Search {
    private final long second;
    private Validity same = Validity.ALWAYS;

    private Search(long second) {
      this.second = second;
    }

    /** Who held a key then. */
    public Lookup find(LookupKey key) {
      return find(Escapes.value(key.text()).getBytes(StandardCharsets.UTF_8), true);
    }

    /** The time around it at which all that was asked would be answered the same. */
    public Validity same() {
      return same;
    }

    private Lookup find(byte[] key, boolean mayLead) {
      Lookup found = new Lookup.Absent();
      for (int line = firstOf(key); line < end; line = lineEnd(line) + 1) {
        int keyEnd = keyEnd(line);
        if (!Arrays.equals(text, line, keyEnd, key, 0, key.length)) {
          break;
        }
        Validity validity = validity(keyEnd);
        same = same.unchangedBy(validity, second);
        if (validity.contains(second)) {
          found =
              found instanceof Lookup.Absent ? told(line, keyEnd, mayLead) : new Lookup.Ambiguous();
        }
      }
      return found;
    }

    private Lookup told(int line, int keyEnd, boolean mayLead) {
      int content = content(keyEnd);
      int lineEnd = lineEnd(line);
      if (text[content] != '>') {
        return new Lookup.Found(new Entry(text, line, keyEnd, content, lineEnd));
      }
      return mayLead
          ? find(Arrays.copyOfRange(text, content + 1, lineEnd), false)
          : new Lookup.Absent();
    }
  }
}
