package dev.konglightstep.cli.operator;

import dev.konglightstep.rotation.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code init}: first values in the secrets and in Kong. */
@Command(
    name = "init",
    description = {
      "Give the secrets their first values and bring them to Kong.",
      "What is there already stays; it can be repeated. A value is probed for PROBE_WINDOW at"
          + " least before Kong gets it."
    },
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private final OperatorContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  InitCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Outcome> outcomes = context.operations().init().run();
    OutcomeLines.of(outcomes).forEach(out::println);
    boolean done = OutcomeLines.allDone(outcomes);
    out.println(
        done
            ? "init: done; now switch the schedules on: deploy with Rotation=on"
            : "init: not everything could be done; mend what is named and repeat it");
    return done ? 0 : 1;
  }
}
