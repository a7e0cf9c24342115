package dev.konglightstep.cli.operator;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;

/** The operator's commands of the command line. */
public final class OperatorCommands {
  private static final int BAD_INPUT = 2;

  private OperatorCommands() {}

  public static void addTo(CommandLine root, OperatorContext context) {
    root.addSubcommand(new InitCommand(context));
    root.addSubcommand(new StatusCommand(context));
    root.addSubcommand(new RotateCommand(context));
    root.addSubcommand(
        new CommandLine(new RotationCommand()).addSubcommand(new ResetCommand(context)));
    root.addSubcommand(
        new CommandLine(new PoolCommand())
            .addSubcommand(new PoolListCommand(context))
            .addSubcommand(new PoolAddCommand(context)));
    root.addSubcommand(
        new CommandLine(new QuarantineCommand())
            .addSubcommand(new QuarantineListCommand(context))
            .addSubcommand(new QuarantineShowCommand(context))
            .addSubcommand(new QuarantineResubmitCommand(context)));
    root.addSubcommand(new RedriveCommand(context));
    root.addSubcommand(
        new CommandLine(new PolicyCommand())
            .addSubcommand(new PolicyCheckCommand())
            .addSubcommand(new PolicyPushCommand(context)));
    root.addSubcommand(
        new CommandLine(new PrincipalCommand()).addSubcommand(new PrincipalParseCommand()));
    root.setParameterExceptionHandler(quiet(root.getParameterExceptionHandler()));
  }

  /** Whoever gives a token as an argument must not see it printed, as an unknown one would be. */
  private static IParameterExceptionHandler quiet(IParameterExceptionHandler usual) {
    return (e, args) -> {
      CommandLine command = e.getCommandLine();
      Object asked = command.getCommand();
      if (asked instanceof PoolCommand || asked instanceof PoolAddCommand) {
        command
            .getErr()
            .println(
                "kong-lightstep: expected \"pool list\" or \"pool add NAME\", with the token on"
                    + " standard input and never as an argument");
        command.usage(command.getErr());
        return BAD_INPUT;
      }
      return usual.handleParseException(e, args);
    };
  }
}
