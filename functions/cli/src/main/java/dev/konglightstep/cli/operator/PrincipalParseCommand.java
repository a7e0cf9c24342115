package dev.konglightstep.cli.operator;

import dev.konglightstep.core.principal.Identifier;
import dev.konglightstep.core.principal.Parsed;
import dev.konglightstep.core.principal.Partition;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code principal parse}: what an identifier of AWS says by itself, without asking anybody. */
@Command(
    name = "parse",
    description = "Say in one line of JSON what an identifier of AWS names; asks nobody.",
    mixinStandardHelpOptions = true)
final class PrincipalParseCommand implements Callable<Integer> {
  private static final int BAD_INPUT = 2;

  @Parameters(
      paramLabel = "TEXT",
      description = "An ARN, an account, an access key id, a unique id, STS's or a person's id, …")
  private String text = "";

  @Option(
      names = "--partition",
      defaultValue = "aws",
      description = "Where an account is that stands without one; ${DEFAULT-VALUE} by default.")
  private String partition = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Partition home =
        Partition.of(partition)
            .orElseThrow(
                () -> new BadInputException("--partition: expected one of " + Partition.ids()));
    return switch (Identifier.parse(text)) {
      case Parsed.Valid<Identifier>(Identifier identifier) -> {
        spec.commandLine().getOut().println(PrincipalLine.of(identifier, home));
        yield 0;
      }
      case Parsed.Malformed<Identifier>(String what, int offset) -> {
        spec.commandLine().getErr().println(what + ", at index " + offset);
        yield BAD_INPUT;
      }
    };
  }
}
