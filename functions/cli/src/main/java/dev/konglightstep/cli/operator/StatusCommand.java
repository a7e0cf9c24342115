package dev.konglightstep.cli.operator;

import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.rotation.Operations;
import dev.konglightstep.rotation.SecretStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status}: how the secrets, the targets and the pool stand. */
@Command(
    name = "status",
    description = {
      "Show the secrets, what each target holds, and the pool; never a value.",
      "Exit code 1 if something could not be read."
    },
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private final OperatorContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  StatusCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Operations operations = context.operations();
    List<SecretStatus> secrets = operations.status().secrets();
    StatusLines.of(secrets).forEach(out::println);
    return pool(operations, out) && StatusLines.allRead(secrets) ? 0 : 1;
  }

  private static boolean pool(Operations operations, PrintWriter out) {
    if (!operations.hasPool()) {
      return true;
    }
    try {
      PoolLines.summary(operations.pool().list()).forEach(out::println);
      return true;
    } catch (SecretUnavailableException e) {
      out.println("pool: cannot be read");
      out.println("  " + e.getMessage());
      return false;
    }
  }
}
