package dev.konglightstep.cli.operator;

import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.proxy.spill.Quarantined;
import dev.konglightstep.proxy.spill.StoreException;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quarantine show}: all that is known of one object; its bytes only into a file. */
@Command(
    name = "show",
    description = "Show all that is known of one; its bytes are not shown.",
    mixinStandardHelpOptions = true)
final class QuarantineShowCommand implements Callable<Integer> {
  private final OperatorContext context;

  @Parameters(paramLabel = "ID", description = "As \"quarantine list\" shows it.")
  private String id = "";

  @Option(names = "--body", description = "Write its bytes into this new file, for you alone.")
  private @Nullable Path file;

  @Spec private CommandSpec spec = CommandSpec.create();

  QuarantineShowCommand(OperatorContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws StoreException, UnreadableMessageException, IOException {
    Quarantined kept =
        context
            .spill()
            .shelf()
            .read(id)
            .orElseThrow(() -> new BadInputException(id + ": nothing of this id is in quarantine"));
    PrintWriter out = spec.commandLine().getOut();
    out.println("reason:    " + kept.reason().text());
    out.println("why:       " + kept.why());
    out.println("signal:    " + kept.signal().map(Signal::path).orElse("-"));
    out.println("items:     " + kept.items());
    out.println("bytes:     " + kept.body().length());
    out.println("received:  " + kept.received());
    out.println("source:    " + kept.source());
    kept.headers().forEach((name, value) -> out.println("header:    " + name + ": " + value));
    if (file != null) {
      write(file, kept.body().copy());
      out.println("its bytes are in " + file);
    }
    return 0;
  }

  /** They may hold whatever a client sent. */
  private static void write(Path file, byte[] bytes) throws IOException {
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap(bytes));
    }
  }
}
