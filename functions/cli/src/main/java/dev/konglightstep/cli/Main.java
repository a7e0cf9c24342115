package dev.konglightstep.cli;

import dev.konglightstep.cli.operator.BadInputException;
import dev.konglightstep.cli.operator.OperatorCommands;
import dev.konglightstep.cli.operator.OperatorContext;
import dev.konglightstep.platform.SettingsException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operator's command line. Exit codes: 0 done, 1 failed, 2 bad input. */
@Command(
    name = "kong-lightstep",
    description = "Traces of Kong's calls in Lightstep.",
    mixinStandardHelpOptions = true,
    version = "kong-lightstep 0.1.0",
    subcommands = {LocalCommand.class, DemoCommand.class, InvokeCommand.class})
public final class Main {
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  Main() {}

  /** Runs one command and ends the process. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return run(OperatorContext.real(), args);
  }

  static int run(OperatorContext context, String... args) {
    CommandLine commands = new CommandLine(new Main());
    OperatorCommands.addTo(commands, context);
    return commands
        .setExecutionExceptionHandler((e, command, parsed) -> report(e, command))
        .execute(args);
  }

  /** One line without a stack trace: it tells a person what to do, not where our code was. */
  private static int report(Exception e, CommandLine command) {
    command.getErr().println("kong-lightstep: " + e.getMessage());
    command.getErr().flush();
    return switch (e) {
      case SettingsException bad -> BAD_INPUT;
      case BadInputException bad -> BAD_INPUT;
      case UncheckedIOException failed -> FAILED;
      default -> FAILED;
    };
  }
}
