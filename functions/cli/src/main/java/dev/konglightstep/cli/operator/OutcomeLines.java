package dev.konglightstep.cli.operator;

import dev.konglightstep.rotation.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Outcomes as a person reads them. */
final class OutcomeLines {
  private OutcomeLines() {}

  static boolean allDone(List<Outcome> outcomes) {
    return outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Done);
  }

  static List<String> of(List<Outcome> outcomes) {
    List<String> lines = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Done done -> lines.addAll(of(done));
        case Outcome.Failed(String secret, String why) -> {
          lines.add("secret " + secret + ": FAILED");
          lines.add("  " + why);
        }
      }
    }
    return lines;
  }

  private static List<String> of(Outcome.Done done) {
    List<String> lines = new ArrayList<>();
    lines.add("secret " + done.secret() + ": done");
    lines.add(
        "  version "
            + done.versionId()
            + (done.name().isEmpty() ? "" : " (" + done.name() + ")")
            + (done.made() ? " was made and is AWSCURRENT" : " is AWSCURRENT"));
    done.givenUp().ifPresent(id -> lines.add("  AWSPENDING was taken off version " + id));
    lines.add("  verified by " + done.verifiedBy());
    lines.add(
        done.updated().isEmpty()
            ? "  no target had to be written"
            : "  targets written: " + String.join(", ", done.updated()));
    return lines;
  }
}
