package dev.konglightstep.core.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * HTTP header fields in the order they came, found without regard to case (RFC 9110, section 5.1).
 * The text form shows names only: values hold keys and tokens.
 */
public final class Headers {
  public static final Headers NONE = new Headers(List.of());

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = fields;
  }

  public static Headers of(String name, String value) {
    return NONE.with(name, value);
  }

  /** All fields of a map from names to values, as HTTP libraries give it. */
  public static Headers of(Map<String, List<String>> fields) {
    List<Field> all = new ArrayList<>();
    fields.forEach((name, values) -> values.forEach(value -> all.add(new Field(name, value))));
    return new Headers(List.copyOf(all));
  }

  /** These fields and one more; an earlier field of the same name stays. */
  public Headers with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(List.copyOf(more));
  }

  /** These fields and then the others. */
  public Headers with(Headers others) {
    List<Field> more = new ArrayList<>(fields);
    more.addAll(others.fields);
    return new Headers(List.copyOf(more));
  }

  /** The value of the first field of that name. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name.equalsIgnoreCase(name)) {
        return Optional.of(field.value);
      }
    }
    return Optional.empty();
  }

  public void forEach(BiConsumer<String, String> action) {
    fields.forEach(field -> action.accept(field.name, field.value));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return fields.stream().map(Field::name).toList().toString();
  }

  private record Field(String name, String value) {
    @Override
    public String toString() {
      return name;
    }
  }
}
