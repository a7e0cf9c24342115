package dev.konglightstep.cli.operator;

import dev.konglightstep.rotation.TargetStatus;
import dev.konglightstep.rotation.TargetStatus.Holds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Targets as a person reads them; values are told by the version that they belong to. */
final class TargetLines {
  private static final Map<String, String> BY_LABEL =
      Map.of("AWSCURRENT", "current", "AWSPENDING", "pending", "AWSPREVIOUS", "previous");

  private TargetLines() {}

  /** One line for the target and one for each plugin. */
  static List<String> of(TargetStatus target, Function<Holds, String> words) {
    List<String> lines = new ArrayList<>();
    lines.add("  target " + target.name());
    target.unreadable().ifPresent(why -> lines.add("    cannot be read: " + why));
    target
        .plugins()
        .forEach(
            plugin ->
                lines.add("    plugin " + plugin.plugin() + ": " + words.apply(plugin.holds())));
    target
        .foreign()
        .forEach(plugin -> lines.add("    plugin " + plugin + ": foreign, never touched"));
    return lines;
  }

  static String words(Holds holds) {
    return switch (holds) {
      case Holds.Version(String id, Set<String> labels) -> version(id, labels);
      case Holds.Another another -> "another value";
      case Holds.Unusable unusable -> "a value that can be nobody's";
      case Holds.Absent absent -> "absent";
      case Holds.Reference(Duration ttl) -> "vault reference, read again every " + ttl;
      case Holds.Wrong(String what) -> "wrong: " + what;
    };
  }

  /** What a rotation would do to it. */
  static String plan(Holds holds) {
    return switch (holds) {
      case Holds.Reference reference -> "stays; " + words(holds);
      case Holds.Wrong wrong -> "cannot be written; " + words(holds);
      default -> "would be written; now " + words(holds);
    };
  }

  private static String version(String id, Set<String> labels) {
    return labels.stream()
        .filter(BY_LABEL::containsKey)
        .map(label -> BY_LABEL.get(label) + " (version " + id + ")")
        .findAny()
        .orElseGet(
            () ->
                labels.contains("live-" + id)
                    ? "live key of version " + id
                    : "version " + id + " " + labels);
  }
}
