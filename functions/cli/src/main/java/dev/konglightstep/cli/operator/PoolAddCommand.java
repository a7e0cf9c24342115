package dev.konglightstep.cli.operator;

import dev.konglightstep.core.secret.Token;
import dev.konglightstep.rotation.TokenPool;
import dev.konglightstep.rotation.TokenPool.Addition;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pool add}: one token more; its value comes from standard input alone. */
@Command(
    name = "add",
    description = {
      "Add an access token, which is read from standard input: one line.",
      "In the backend: Settings, Access tokens. Not an API key."
    },
    mixinStandardHelpOptions = true)
final class PoolAddCommand implements Callable<Integer> {
  private static final int BAD_INPUT = 2;

  /** Those that Lightstep's own Java launcher accepts; nothing promises them for ever. */
  private static final Set<Integer> USUAL_LENGTHS = Set.of(32, 84, 104);

  private final OperatorContext context;

  @Parameters(index = "0", paramLabel = "NAME", description = "The token's name in the backend.")
  private String name = "";

  @Option(
      names = "--project",
      paramLabel = "PROJECT",
      description = "The project of a new pool; else the pool's own, which is checked.")
  private @Nullable String project;

  @Spec private CommandSpec spec = CommandSpec.create();

  PoolAddCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    if (!name.matches("\\P{Cntrl}{1,128}") || name.isBlank()) {
      return refused("NAME: expected 1 to 128 characters on one line");
    }
    TokenPool pool = context.operations().pool();
    Token token;
    try {
      token = Token.of(context.secretInput().read().strip());
    } catch (IllegalArgumentException e) {
      return refused(
          "standard input: expected one line with the token, of visible ASCII characters");
    }
    return switch (pool.add(name, token, Optional.ofNullable(project))) {
      case Addition.Refused(String why) -> refused(why);
      case Addition.Added(String ofProject, int available) -> added(token, ofProject, available);
    };
  }

  private int added(Token token, String ofProject, int available) {
    int length = token.reveal().length();
    if (!USUAL_LENGTHS.contains(length)) {
      err()
          .println(
              "kong-lightstep: warning: access tokens have 32, 84 or 104 characters, this one has "
                  + length
                  + "; it was added all the same");
    }
    spec.commandLine()
        .getOut()
        .println(
            "added "
                + name
                + " to the pool"
                + (ofProject.isEmpty() ? "" : " of project " + ofProject)
                + "; available now: "
                + available);
    return 0;
  }

  private int refused(String why) {
    err().println("kong-lightstep: " + why);
    return BAD_INPUT;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
