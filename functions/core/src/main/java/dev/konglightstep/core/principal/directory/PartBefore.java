package dev.konglightstep.core.principal.directory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part as the last directory had it. */
final class PartBefore {
  private final List<Row> rows;
  private final Optional<Long> lastRead;
  private final Map<Row.Identity, Row> open = new HashMap<>();
  private final Map<Row.Identity, Row> ended = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /**
   * All of it.
   *
   * @param lastRead in seconds since 1970; empty if it never was
   */
  PartBefore(List<Row> rows, Optional<Long> lastRead) {
    this.rows = rows;
    this.lastRead = lastRead;
    for (Row row : rows) {
      (row.validity().isOpen() ? open : ended).put(row.identity(), row);
      if (!row.leads()) {
        told.add(row.key());
      }
    }
  }

  List<Row> rows() {
    return rows;
  }

  /** When what was read now holds. */
  Validity since(Row row, long now) {
    Row known = open.get(row.identity());
    if (known != null) {
      return known.validity();
    }
    if (!Keys.isName(row.key())) {
      Row again = ended.get(row.identity());
      return Validity.since((again == null ? row : again).validity().from());
    }
    boolean madeSince = !told.contains(row.target()) && row.validity().from() > 0;
    boolean neverRead = lastRead.isEmpty();
    return Validity.since(neverRead || madeSince ? row.validity().from() : now);
  }

  /**
   * When what holds no more ended: once its key means another, nobody knows whose it was since it
   * was read last.
   *
   * @param holder who has the key now, if anybody has
   */
  long end(Row old, @Nullable Row holder, long now) {
    if (holder == null || holder.identity().equals(old.identity())) {
      return now;
    }
    long since = holder.validity().from();
    return since < now ? since : lastRead.orElse(now);
  }
}
