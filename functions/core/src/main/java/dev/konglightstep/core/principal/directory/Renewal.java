package dev.konglightstep.core.principal.directory;

import dev.konglightstep.core.principal.directory.Row.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the next directory of the last one and of what was read since. Nobody inherits a name: who
 * had it keeps it for the time that was theirs, and who has it now has it from when they were made
 * or, if that is not known, from now on. Between the two it is nobody's.
 */
public final class Renewal {
  /** As long as anything waits in the spill or in quarantine, and as long again. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Map<String, List<Row>> before = new HashMap<>();
  private final Map<String, Row> parts = new HashMap<>();
  private final long now;
  private final List<Row> next = new ArrayList<>();

  private Renewal(Optional<Directory> last, long now) {
    this.now = now;
    last.ifPresent(directory -> directory.forEach(this::remember));
  }

  /**
   * The lines of the next directory. A part that was neither read nor failed is gone.
   *
   * @param read parts as they are
   * @param failed why other parts could not be read, by their names; they stay as they were
   * @param now in seconds since 1970, when the reading began
   */
  public static List<Row> of(
      Optional<Directory> last, List<Reading> read, Map<String, String> failed, long now) {
    Renewal renewal = new Renewal(last, now);
    failed.forEach(renewal::keep);
    read.forEach(renewal::renew);
    Set<String> settled = new HashSet<>(failed.keySet());
    read.forEach(reading -> settled.add(reading.part()));
    renewal.before.keySet().stream()
        .filter(part -> !settled.contains(part))
        .forEach(part -> renewal.renew(part, List.of()));
    return renewal.next;
  }

  private void remember(Row row) {
    if (Keys.isPart(row.key())) {
      parts.put(row.key(), row);
    } else {
      before.computeIfAbsent(Keys.partOf(row), part -> new ArrayList<>()).add(row);
    }
  }

  private void keep(String part, String why) {
    next.addAll(before.getOrDefault(part, List.of()));
    long lastRead = lastRead(part).orElse(0L);
    next.add(
        Row.telling(
            Keys.part(part), Validity.since(lastRead), List.of(new Field(PartState.FAILED, why))));
  }

  private void renew(Reading reading) {
    renew(reading.part(), reading.rows());
    next.add(Row.telling(Keys.part(reading.part()), Validity.since(now), List.of()));
  }

  private void renew(String part, List<Row> rows) {
    PartBefore known = new PartBefore(before.getOrDefault(part, List.of()), lastRead(part));
    Map<String, Row> holders = new HashMap<>();
    for (Row row : rows) {
      Row held = row.at(known.since(row, now));
      holders.put(row.key(), held);
      next.add(held);
    }
    Set<Row.Identity> held = new HashSet<>();
    rows.forEach(row -> held.add(row.identity()));
    for (Row old : known.rows()) {
      boolean earlier = !old.validity().isOpen() && Keys.isName(old.key());
      if (earlier || !held.contains(old.identity())) {
        ended(old, known.end(old, holders.get(old.key()), now));
      }
    }
  }

  private void ended(Row old, long end) {
    Validity validity = old.validity().until(end);
    if (validity.to() > now - KEPT.toSeconds()) {
      next.add(old.at(validity));
    }
  }

  private Optional<Long> lastRead(String part) {
    return Optional.ofNullable(parts.get(Keys.part(part)))
        .map(row -> row.validity().from())
        .filter(second -> second > 0);
  }
}
