package dev.konglightstep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of settings in README.md: name and default, both in backquotes. */
final class SettingsTable {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z][A-Z0-9_]+)` \\| (?:`([^`]*)`)?", Pattern.MULTILINE);

  private SettingsTable() {}

  /** From name to default; an empty text where there is none. */
  static Map<String, String> read() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(Project.file("README.md")));
    while (row.find()) {
      String fallback = row.group(2);
      rows.put(row.group(1), fallback == null ? "" : fallback);
    }
    return rows;
  }
}
