package dev.konglightstep.core.principal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How a part of a directory stands.
 *
 * @param name as {@link Reading#part} has it
 * @param read when it was read last, in seconds since 1970; 0 if it never was
 * @param failed why it could not be read since; empty if it could
 */
public record PartState(String name, long read, Optional<String> failed) {
  static final String FAILED = "failed";

  /** Of each part of a directory, in no order. */
  public static List<PartState> of(Directory directory) {
    List<Row> rows = new ArrayList<>();
    directory.forEach(rows::add);
    return of(rows);
  }

  /** Of each part that lines tell of, in no order. */
  public static List<PartState> of(Collection<Row> rows) {
    return rows.stream().filter(row -> Keys.isPart(row.key())).map(PartState::of).toList();
  }

  private static PartState of(Row row) {
    return new PartState(
        Keys.partName(row.key()),
        row.validity().from(),
        row.fields().stream()
            .filter(field -> field.name().equals(FAILED))
            .map(Row.Field::value)
            .findFirst());
  }
}
