package dev.konglightstep.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.konglightstep.cli.operator.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code invoke}: one handler, one event or several in turn, the answers on standard output. */
@Command(
    name = "invoke",
    description = "Run a function on events, with stand-ins for what no setting names.",
    mixinStandardHelpOptions = true)
final class InvokeCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "LogicalId",
      description = "The function's id in template.yaml.")
  private String logicalId = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "event.json",
      description = "Files with an event each, handled in turn by one instance.")
  private List<Path> events = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    try (LocalSet set = LocalSet.start(System.getenv())) {
      RequestStreamHandler handler = Functions.handler(logicalId, set.environment());
      for (Path event : events) {
        invoke(set, handler, event);
      }
    }
    return 0;
  }

  private void invoke(LocalSet set, RequestStreamHandler handler, Path event) throws IOException {
    byte[] content = read(event);
    set.aws().ifPresent(aws -> RotationStart.prepare(aws.model().secrets(), content));
    try {
      handler.handleRequest(
          new ByteArrayInputStream(content), System.out, new LocalContext(logicalId));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(event + ": " + e.getMessage());
    }
    System.out.println();
  }

  private static byte[] read(Path event) {
    if (!Files.isReadable(event)) {
      throw new BadInputException(
          event + ": expected a file with an event, such as events/*/*.json");
    }
    try {
      return Files.readAllBytes(event);
    } catch (IOException e) {
      throw new BadInputException(event + ": cannot be read");
    }
  }
}
