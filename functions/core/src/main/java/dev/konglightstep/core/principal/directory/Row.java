package dev.konglightstep.core.principal.directory;

import dev.konglightstep.core.principal.LookupKey;
import java.util.List;

/**
 * A line of the directory.
 *
 * @param key what is looked up
 * @param target the key of the line that tells more; empty if this one does
 * @param fields what it tells, each name with its value; a name may come more than once
 */
public record Row(String key, Validity validity, String target, List<Field> fields) {

  public Row {
    fields = List.copyOf(fields);
  }

  /** One that tells of a principal. */
  public static Row telling(String key, Validity validity, List<Field> fields) {
    return new Row(key, validity, "", fields);
  }

  /** One that leads to another. */
  public static Row leading(LookupKey key, Validity validity, String target) {
    return new Row(key.text(), validity, target, List.of());
  }

  public boolean leads() {
    return !target.isEmpty();
  }

  /** What makes it another line than one with the same key. */
  Identity identity() {
    return new Identity(key, target);
  }

  /** The same at another time. */
  public Row at(Validity other) {
    return new Row(key, other, target, fields);
  }

  /** Without its line feed. */
  String line() {
    StringBuilder line = new StringBuilder(Escapes.value(key));
    line.append('\t').append(validity.from()).append('\t');
    line.append(validity.isOpen() ? "-" : Long.toString(validity.to())).append('\t');
    if (leads()) {
      line.append('>').append(Escapes.value(target));
    } else {
      line.append(String.join("\t", fields.stream().map(Field::text).toList()));
    }
    return line.toString();
  }

  /** Says nothing of a person. */
  @Override
  public String toString() {
    return "Row[leads=" + leads() + ", fields=" + fields.size() + "]";
  }

  /** A key and where it leads to. */
  record Identity(String key, String target) {
    /** Says nothing of a person. */
    @Override
    public String toString() {
      return "Identity[leads=" + !target.isEmpty() + "]";
    }
  }

  /** A name and a value. */
  public record Field(String name, String value) {
    String text() {
      return Escapes.name(name) + "=" + Escapes.value(value);
    }

    /** Says nothing of a person. */
    @Override
    public String toString() {
      return "Field[" + name + "]";
    }
  }
}
