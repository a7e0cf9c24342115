package dev.konglightstep.cli.operator;

import dev.konglightstep.rotation.Outcome;
import dev.konglightstep.rotation.Reset;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rotation reset}: a rotation is given up. */
@Command(
    name = "reset",
    description = {
      "Give a rotation up: take AWSPENDING off and bring every target back to AWSCURRENT.",
      "AWSCURRENT is never moved; it can be repeated. It takes a minute and more."
    },
    mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
  private final OperatorContext context;

  @Option(
      names = "--secret",
      paramLabel = "ID",
      description = "Only the secret of this name or ARN; all of them without it.")
  private @Nullable String secret;

  @Spec private CommandSpec spec = CommandSpec.create();

  ResetCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Reset reset = context.operations().reset();
    List<Outcome> outcomes = reset.run(Optional.ofNullable(secret));
    if (outcomes.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "kong-lightstep: --secret: no such secret in the settings; there are "
                  + reset.secrets());
      return 2;
    }
    OutcomeLines.of(outcomes).forEach(out::println);
    return OutcomeLines.allDone(outcomes) ? 0 : 1;
  }
}
