package dev.konglightstep.cli.operator;

import dev.konglightstep.rotation.Plan;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rotate --dry-run}: what a rotation would do now. */
@Command(
    name = "rotate",
    description = {
      "Say what a rotation would do now; nothing is written.",
      "Tokens of the pool are probed at the backend. Exit code 1 if a rotation would fail."
    },
    mixinStandardHelpOptions = true)
final class RotateCommand implements Callable<Integer> {
  private final OperatorContext context;

  @Option(names = "--dry-run", description = "Required: rotating itself is Secrets Manager's.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  RotateCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!dryRun) {
      spec.commandLine()
          .getErr()
          .println(
              "kong-lightstep: rotating is Secrets Manager's (aws secretsmanager rotate-secret"
                  + " --secret-id …); say --dry-run to see what it would do");
      return 2;
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Plan> plans = context.operations().dryRun().run();
    PlanLines.of(plans).forEach(out::println);
    return PlanLines.allClear(plans) ? 0 : 1;
  }
}
