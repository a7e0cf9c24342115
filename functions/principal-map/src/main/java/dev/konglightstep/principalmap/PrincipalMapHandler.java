package dev.konglightstep.principalmap;

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

/** The principal map, behind a schedule and a queue; {@link MapEvent} names the events. */
public final class PrincipalMapHandler implements RequestStreamHandler {
  private final PrincipalMap map;
  private final InstantSource clock;

  /** Called by Lambda. */
  public PrincipalMapHandler() {
    this(System.getenv());
  }

  /** With settings from elsewhere than the process's environment. */
  public PrincipalMapHandler(Map<String, String> environment) {
    this(environment, System.out);
  }

  /** The same, with its log somewhere else. */
  public PrincipalMapHandler(Map<String, String> environment, PrintStream out) {
    this.clock = InstantSource.system();
    this.map = PrincipalMapWiring.real(PrincipalMapSettings.from(environment), out, clock);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    MapEvent event = MapEvent.read(in);
    Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
    String answer = map.handle(event, clock.instant().plus(left));
    out.write(answer.getBytes(StandardCharsets.UTF_8));
  }
}
