package dev.konglightstep.cli.operator;

import dev.konglightstep.rotation.Pending;
import dev.konglightstep.rotation.SecretStatus;
import dev.konglightstep.rotation.SecretStatus.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** How secrets stand, as a person reads it. */
final class StatusLines {
  private StatusLines() {}

  static boolean allRead(List<SecretStatus> secrets) {
    return secrets.stream()
        .allMatch(
            secret ->
                secret instanceof SecretStatus.Known known
                    && known.targets().stream().allMatch(target -> target.unreadable().isEmpty()));
  }

  static List<String> of(List<SecretStatus> secrets) {
    List<String> lines = new ArrayList<>();
    for (SecretStatus secret : secrets) {
      switch (secret) {
        case SecretStatus.Known known -> lines.addAll(of(known));
        case SecretStatus.Unreadable(String id, String why) -> {
          lines.add("secret " + id + ": cannot be read");
          lines.add("  " + why);
        }
      }
    }
    return lines;
  }

  private static List<String> of(SecretStatus.Known secret) {
    List<String> lines = new ArrayList<>();
    lines.add("secret " + secret.secret());
    lines.add(
        "  rotation is "
            + (secret.rotationEnabled() ? "enabled" : "not enabled")
            + "; last changed "
            + secret.lastChanged());
    secret.versions().forEach(version -> lines.add("  " + line(version)));
    secret.pending().ifPresent(pending -> lines.add("  " + line(pending)));
    if (secret.targets().isEmpty()) {
      lines.add("  no targets");
    }
    secret.targets().forEach(target -> lines.addAll(TargetLines.of(target, TargetLines::words)));
    return lines;
  }

  private static String line(SecretStatus.Version version) {
    String content =
        switch (version.content()) {
          case Content.Named(String name, String issuer) ->
              "name " + orNone(name) + ", issuer " + orNone(issuer);
          case Content.Missing missing -> "no value yet";
          case Content.Malformed(String why) -> why;
        };
    return "version " + version.id() + " " + new TreeSet<>(version.labels()) + ": " + content;
  }

  private static String line(Pending pending) {
    return pending.live()
        ? "a rotation is under way, version " + pending.versionId() + ": " + pending.why()
        : "AWSPENDING on version "
            + pending.versionId()
            + " is dead: "
            + pending.why()
            + "; \"rotation reset\" takes it off";
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "not given" : text;
  }
}
