package dev.konglightstep.core.principal.directory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a directory tells of one principal; a field is read when it is asked for. */
public final class Entry {
  private final byte[] text;
  private final int from;
  private final int keyEnd;
  private final int fields;
  private final int end;

  /**
   * A line.
   *
   * @param from where it begins
   * @param keyEnd where its key ends
   * @param fields where they begin
   * @param end of the line, without its line feed
   */
  Entry(byte[] text, int from, int keyEnd, int fields, int end) {
    this.text = text;
    this.from = from;
    this.keyEnd = keyEnd;
    this.fields = fields;
    this.end = end;
  }

  /** Which no other principal ever has: the partition, the account and the unique id are in it. */
  public String key() {
    return Escapes.plain(text, from, keyEnd);
  }

  /** The first value of that name. */
  public Optional<String> field(String name) {
    List<String> values = fields(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** All values of that name. */
  public List<String> fields(String name) {
    byte[] wanted = Escapes.name(name).getBytes(StandardCharsets.UTF_8);
    List<String> values = new ArrayList<>();
    for (int at = fields; at < end; at = next(at)) {
      int equals = at + wanted.length;
      int to = fieldEnd(at);
      if (equals < to
          && text[equals] == '='
          && Arrays.equals(text, at, equals, wanted, 0, wanted.length)) {
        values.add(Escapes.plain(text, equals + 1, to));
      }
    }
    return values;
  }

  /** Tells each name and value. */
  public void forEach(BiConsumer<String, String> told) {
    for (int at = fields; at < end; at = next(at)) {
      int to = fieldEnd(at);
      int equals = Lines.find(text, (byte) '=', at, to);
      told.accept(Escapes.plain(text, at, equals), Escapes.plain(text, equals + 1, to));
    }
  }

  private int fieldEnd(int at) {
    return Lines.find(text, (byte) '\t', at, end);
  }

  private int next(int at) {
    return fieldEnd(at) + 1;
  }

  /** Says nothing of a person. */
  @Override
  public String toString() {
    return "Entry[bytes=" + (end - from) + "]";
  }
}
