package dev.konglightstep.principalmap;

import dev.konglightstep.core.principal.LookupKey;
import dev.konglightstep.core.principal.directory.Row;
import dev.konglightstep.core.principal.directory.Row.Field;
import dev.konglightstep.core.principal.directory.Validity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** The lines of a part of the directory, while they are put together. */
final class PartRows {
  private final List<Row> rows = new ArrayList<>();
  private int skipped;

  void tell(String key, Validity validity, List<Field> fields) {
    rows.add(Row.telling(key, validity, fields));
  }

  /** An identifier that is none, an odd name for one, leads nowhere, and nothing else fails. */
  void lead(Supplier<LookupKey> from, Validity validity, String to) {
    LookupKey key;
    try {
      key = from.get();
    } catch (IllegalArgumentException e) {
      skipped++;
      return;
    }
    rows.add(Row.leading(key, validity, to));
  }

  void carry(Collection<Row> known) {
    rows.addAll(known);
  }

  List<Row> rows() {
    return rows;
  }

  /** How many identifiers were none. */
  int skipped() {
    return skipped;
  }
}
