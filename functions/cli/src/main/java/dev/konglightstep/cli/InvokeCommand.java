package dev.konglightstep.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code invoke}: one handler, one event, its answer on standard output. */
@Command(
    name = "invoke",
    description = "Run a function on an event, with stand-ins for what no setting names.",
    mixinStandardHelpOptions = true)
final class InvokeCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "LogicalId",
      description = "The function's id in template.yaml.")
  private String logicalId = "";

  @Parameters(index = "1", paramLabel = "event.json", description = "A file with the event.")
  private @Nullable Path event;

  @Override
  public Integer call() throws IOException {
    try (LocalSet set = LocalSet.start(System.getenv())) {
      RequestStreamHandler handler = Functions.handler(logicalId, set.environment());
      handler.handleRequest(
          new ByteArrayInputStream(read()), System.out, new LocalContext(logicalId));
      System.out.println();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(event + ": " + e.getMessage());
    }
    return 0;
  }

  private byte[] read() {
    if (event == null || !Files.isReadable(event)) {
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
