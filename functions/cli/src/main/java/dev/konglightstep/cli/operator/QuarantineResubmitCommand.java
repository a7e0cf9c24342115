package dev.konglightstep.cli.operator;

import dev.konglightstep.proxy.Resubmission;
import dev.konglightstep.proxy.Resubmission.Result;
import dev.konglightstep.proxy.SpillOperations;
import dev.konglightstep.proxy.spill.QuarantineShelf;
import dev.konglightstep.proxy.spill.Quarantined;
import dev.konglightstep.proxy.spill.StoreException;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quarantine resubmit}: sends again, and takes out what was accepted. */
@Command(
    name = "resubmit",
    description = {
      "Send again what is kept, as if Kong had brought it; what Lightstep takes is taken out.",
      "Exit code 1 if something stays."
    },
    mixinStandardHelpOptions = true)
final class QuarantineResubmitCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final OperatorContext context;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "As \"quarantine list\" shows them.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "All, or all of one reason.")
  private boolean all;

  @Option(names = "--reason", description = "With --all: refused, not-otlp, partial, unreadable.")
  private @Nullable String reason;

  @Spec private CommandSpec spec = CommandSpec.create();

  QuarantineResubmitCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws StoreException, UnreadableMessageException {
    Optional<Quarantined.Reason> only = ReasonOption.read(reason);
    if (all == !ids.isEmpty() || (only.isPresent() && !all)) {
      throw new BadInputException("expected ids, or --all with or without --reason");
    }
    SpillOperations spill = context.spill();
    QuarantineShelf shelf = spill.shelf();
    Resubmission resubmission = spill.resubmission();
    int left = 0;
    for (String id : all ? shelf.ids(only) : ids) {
      Quarantined kept =
          shelf
              .read(id)
              .orElseThrow(
                  () -> new BadInputException(id + ": nothing of this id is in quarantine"));
      left += isSettled(id, resubmission.resubmit(kept), spill, shelf) ? 0 : 1;
    }
    return left == 0 ? 0 : 1;
  }

  private boolean isSettled(String id, Result result, SpillOperations spill, QuarantineShelf shelf)
      throws StoreException {
    PrintWriter out = spec.commandLine().getOut();
    switch (result) {
      case Result.Sent(int items, long rejected) -> {
        shelf.remove(id);
        out.println(
            "%s  sent: %d items%s"
                .formatted(id, items, rejected > 0 ? ", of which " + rejected + " rejected" : ""));
        return true;
      }
      case Result.SentInPart(int items, Quarantined rest) -> {
        spill.quarantine().keep(rest, TIMEOUT);
        shelf.remove(id);
        out.println(
            "%s  sent: %d items; %d stay: %s".formatted(id, items, rest.items(), rest.why()));
        return false;
      }
      case Result.Refused(String why) -> out.println(id + "  refused again: " + why);
      case Result.NotNow(String why) -> out.println(id + "  not sent: " + why);
      case Result.Unreadable(String why) -> out.println(id + "  cannot be read: " + why);
    }
    return false;
  }
}
