package dev.konglightstep.cli.operator;

import dev.konglightstep.rotation.TokenPool.Listed;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pool list}: names, never values. */
@Command(
    name = "list",
    description = "Show every token's state, when it was added, and its name.",
    mixinStandardHelpOptions = true)
final class PoolListCommand implements Callable<Integer> {
  private final OperatorContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  PoolListCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Listed> tokens = context.operations().pool().list();
    PoolLines.of(tokens).forEach(out::println);
    PoolLines.summary(tokens).forEach(out::println);
    return 0;
  }
}
