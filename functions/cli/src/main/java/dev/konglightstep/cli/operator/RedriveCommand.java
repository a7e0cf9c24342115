package dev.konglightstep.cli.operator;

import dev.konglightstep.proxy.spill.DeadLetters;
import dev.konglightstep.proxy.spill.StoreException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code redrive}: moves dead letters back into the spill's queue. */
@Command(
    name = "redrive",
    description = "Move the spill's dead letters back into its queue, where the drain finds them.",
    mixinStandardHelpOptions = true)
final class RedriveCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final OperatorContext context;

  @Option(names = "--wait", description = "Wait until they are moved.")
  private boolean wait;

  @Spec private CommandSpec spec = CommandSpec.create();

  RedriveCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws StoreException {
    PrintWriter out = spec.commandLine().getOut();
    DeadLetters letters = context.spill().deadLetters();
    int count = letters.count();
    if (count == 0) {
      out.println("redrive: there are no dead letters");
      return 0;
    }
    letters.moveBack();
    out.println("redrive: about %d messages go back into the queue".formatted(count));
    while (wait && letters.isMoving()) {
      context.pause().sleep(PAUSE);
    }
    if (wait) {
      out.println("redrive: " + letters.progress());
    }
    return 0;
  }
}
