package dev.konglightstep.cli.operator;

import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.proxy.spill.QuarantineShelf;
import dev.konglightstep.proxy.spill.Quarantined;
import dev.konglightstep.proxy.spill.StoreException;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quarantine list}: a line for each object. */
@Command(
    name = "list",
    description = "Show what is kept: since when, what it is, how much, its id, and why.",
    mixinStandardHelpOptions = true)
final class QuarantineListCommand implements Callable<Integer> {
  private final OperatorContext context;

  @Option(names = "--reason", description = "Only refused, not-otlp, partial or unreadable ones.")
  private @Nullable String reason;

  @Spec private CommandSpec spec = CommandSpec.create();

  QuarantineListCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws StoreException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<Quarantined.Reason> only = ReasonOption.read(reason);
    QuarantineShelf shelf = context.spill().shelf();
    List<String> ids = shelf.ids(only);
    for (String id : ids) {
      out.println(line(shelf, id));
    }
    out.println("quarantine: %d kept".formatted(ids.size()));
    return 0;
  }

  private static String line(QuarantineShelf shelf, String id) throws StoreException {
    try {
      return shelf.read(id).map(kept -> line(id, kept)).orElse(id + "  gone meanwhile");
    } catch (UnreadableMessageException e) {
      return id + "  cannot be read: " + e.getMessage();
    }
  }

  private static String line(String id, Quarantined kept) {
    return "%s  %-11s  %5d items  %8d bytes  %s  %s"
        .formatted(
            kept.received(),
            kept.signal().map(Signal::path).orElse("-"),
            kept.items(),
            kept.body().length(),
            id,
            kept.why());
  }
}
