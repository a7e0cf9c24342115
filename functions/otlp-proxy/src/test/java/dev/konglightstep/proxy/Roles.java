package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.policy.identity.Snapshot;
import dev.konglightstep.core.principal.Identifier;
import dev.konglightstep.core.principal.Parsed;
import dev.konglightstep.core.principal.Partition;
import dev.konglightstep.core.principal.directory.Directory;
import dev.konglightstep.core.principal.directory.DirectoryText;
import dev.konglightstep.core.principal.directory.Keys;
import dev.konglightstep.core.principal.directory.Row;
import dev.konglightstep.core.principal.directory.Row.Field;
import dev.konglightstep.core.principal.directory.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Directories of roles of account 123456789012, in the lines that the map writes. */
final class Roles {
  private static final String ACCOUNT = "123456789012";

  private Roles() {}

  static Bytes directory(Instant written, String... names) {
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      String arn = arn(name);
      String id = "AROA" + name.toUpperCase(Locale.ROOT).replace("-", "");
      String key = Keys.principal("aws", ACCOUNT, id);
      rows.add(
          Row.telling(
              key,
              Validity.ALWAYS,
              List.of(
                  new Field("type", "role"),
                  new Field("id", id),
                  new Field("name", name),
                  new Field("arn", arn),
                  new Field("account", ACCOUNT),
                  new Field("partition", "aws"))));
      Parsed<Identifier> parsed = Identifier.parse(arn);
      if (parsed instanceof Parsed.Valid<Identifier>(Identifier role)) {
        rows.add(Row.leading(role.key(Partition.AWS), Validity.ALWAYS, key));
      }
    }
    return DirectoryText.of(rows, written.getEpochSecond());
  }

  /** The names of those in a directory. */
  static List<String> in(Snapshot snapshot) {
    List<String> names = new ArrayList<>();
    if (snapshot instanceof Snapshot.Loaded(Directory directory)) {
      directory.forEach(
          row ->
              row.fields().stream()
                  .filter(field -> field.name().equals("name"))
                  .forEach(field -> names.add(field.value())));
    }
    return names;
  }

  static String arn(String name) {
    return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
  }
}
