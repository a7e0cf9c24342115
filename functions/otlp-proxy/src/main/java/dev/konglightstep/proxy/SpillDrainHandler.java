package dev.konglightstep.proxy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The drain of the spill, behind its queue and a schedule; {@link DrainEvent} names the events. */
public final class SpillDrainHandler implements RequestStreamHandler {
  private final Drain drain;
  private final InstantSource clock;

  /** Called by Lambda. */
  public SpillDrainHandler() {
    this(System.getenv());
  }

  /** With settings from elsewhere than the process's environment. */
  public SpillDrainHandler(Map<String, String> environment) {
    this(environment, System.out);
  }

  /** The same, with its log somewhere else. */
  public SpillDrainHandler(Map<String, String> environment, PrintStream out) {
    this.clock = InstantSource.system();
    this.drain = DrainWiring.real(DrainSettings.from(environment), out, clock);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    DrainEvent event = DrainEvent.read(in);
    Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
    String answer = drain.handle(event, clock.instant().plus(left));
    out.write(answer.getBytes(StandardCharsets.UTF_8));
  }
}
