package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.Reading;
import dev.konglightstep.core.principal.directory.Renewal;
import dev.konglightstep.core.principal.directory.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What a survey found, and what it could not. */
final class Findings {
  private final List<Found> found = new ArrayList<>();
  private final SortedMap<String, String> failed = new TreeMap<>();
  private final AtomicInteger keysListed = new AtomicInteger();
  private final AtomicInteger keysLeft = new AtomicInteger();

  void found(Found part) {
    found.add(part);
  }

  void failed(String part, String why) {
    failed.put(part, why);
  }

  /** Of so many users access keys were listed, or due and not listed; called by several threads. */
  void keys(int listed, int left) {
    keysListed.addAndGet(listed);
    keysLeft.addAndGet(left);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Why parts could not be read, by their names. */
  SortedMap<String, String> failed() {
    return failed;
  }

  int listed() {
    return keysListed.get();
  }

  int left() {
    return keysLeft.get();
  }

  /**
   * The next directory.
   *
   * @param now when the reading began
   */
  Draft after(Optional<Directory> last, Instant now) {
    KnownKeys known = new KnownKeys(last);
    List<Reading> readings = new ArrayList<>();
    int skipped = 0;
    for (Found part : found) {
      PartRows rows = part.rows(known);
      readings.add(new Reading(part.part(), rows.rows()));
      skipped += rows.skipped();
    }
    return new Draft(Renewal.of(last, readings, failed, now.getEpochSecond()), skipped);
  }

  /**
   * A directory that is not written yet.
   *
   * @param skipped how many identifiers were none
   */
  record Draft(List<Row> rows, int skipped) {
    /** The size alone. */
    @Override
    public String toString() {
      return "Draft[rows=" + rows.size() + "]";
    }
  }
}
