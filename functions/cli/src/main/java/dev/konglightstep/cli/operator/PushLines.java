package dev.konglightstep.cli.operator;

import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.sampling.RouteChange;
import dev.konglightstep.rotation.sampling.RulePlan;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What a push tells, as it goes on. */
final class PushLines {
  private final PrintWriter out;
  private final boolean dryRun;

  PushLines(PrintWriter out, boolean dryRun) {
    this.out = out;
    this.dryRun = dryRun;
  }

  void rule(RulePlan rule) {
    out.println(
        switch (rule) {
          case RulePlan.Moves moves ->
              "policy: rule %s %s to Kong: sampling_rate %s at %d %s"
                  .formatted(
                      moves.name(),
                      dryRun ? "would go" : "goes",
                      moves.keep(),
                      moves.routes(),
                      moves.routes() == 1 ? "route" : "routes");
          case RulePlan.Stays stays ->
              "policy: rule %s %s: %s"
                  .formatted(
                      stays.name(),
                      stays.atSource() ? "says \"at\":\"source\" and cannot be there" : "stays",
                      stays.why());
        });
  }

  void change(RouteChange change) {
    out.println(
        "policy:   %s: %s %s"
            .formatted(
                change.path(),
                change.where(),
                switch (change.what()) {
                  case CREATE -> dryRun ? "would get a plugin" : "got a plugin";
                  case CHANGE -> dryRun ? "would be changed" : "was changed";
                  case REMOVE ->
                      (dryRun ? "would be removed" : "was removed")
                          + ", which an earlier push made for a rule that is gone";
                }));
  }

  void failed(RouteChange change, TargetException failure) {
    out.println("policy:   %s: FAILED: %s".formatted(change.path(), failure.getMessage()));
  }

  void fileSays(Path file) {
    out.println(
        "policy: %s says \"at\":\"source\" now; put it where POLICY_URI points to".formatted(file));
  }

  void nothingWasChanged() {
    out.println("policy: nothing was changed");
  }
}
