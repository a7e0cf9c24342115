package dev.konglightstep.cli;

import dev.konglightstep.platform.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code local}: the whole set on the loopback, ready for a real Kong. */
@Command(
    name = "local",
    description = "Serve the proxy on 127.0.0.1, with stand-ins for what no setting names.",
    mixinStandardHelpOptions = true)
final class LocalCommand implements Callable<Integer> {
  private static final int OTLP_PORT = 4318;

  /** More often than in template.yaml: a person waits for it. */
  private static final Duration SWEEP = Duration.ofSeconds(5);

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = System.getenv();
    int port = new Settings(environment).number("PORT", OTLP_PORT, 0, 65535);
    try (LocalSet set = LocalSet.start(environment);
        LocalProxy proxy = LocalProxy.start(port, set.environment())) {
      set.runDrain(SWEEP, System.err);
      System.out.println(ready(set, proxy));
      Thread.currentThread().join();
    }
    return 0;
  }

  private static String ready(LocalSet set, LocalProxy proxy) {
    return "ready proxy=%s lightstep=%s aws=%s kong=none"
        .formatted(proxy.url(), set.environment().get("LIGHTSTEP_URL"), set.awsAddress());
  }
}
