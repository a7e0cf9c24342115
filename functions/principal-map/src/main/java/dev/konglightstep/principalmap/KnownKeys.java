package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.Row;
import dev.konglightstep.core.principal.directory.Row.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose access keys the last directory knows: the memory of those that are not asked for anew. */
final class KnownKeys {
  /** What the line of a user says whose keys were to be listed, and were not. */
  static final Field DUE = new Field("keys", "due");

  /** How the key of an access key's line begins (core's {@code AccessKey.kind}). */
  private static final String ACCESS_KEY = "access-key:";

  private final Set<String> listed = new HashSet<>();
  private final Map<String, List<Row>> rows = new HashMap<>();

  KnownKeys(Optional<Directory> last) {
    last.ifPresent(directory -> directory.forEach(this::remember));
  }

  private void remember(Row row) {
    if (!row.validity().isOpen()) {
      return;
    }
    if (!row.leads()) {
      if (!row.fields().contains(DUE)) {
        listed.add(row.key());
      }
    } else if (row.key().startsWith(ACCESS_KEY)) {
      rows.computeIfAbsent(row.target(), target -> new ArrayList<>()).add(row);
    }
  }

  /** Whether somebody was there, and nobody waits for their keys. */
  boolean has(String principal) {
    return listed.contains(principal);
  }

  /** The lines that lead from access keys to somebody. */
  List<Row> of(String principal) {
    return rows.getOrDefault(principal, List.of());
  }
}
