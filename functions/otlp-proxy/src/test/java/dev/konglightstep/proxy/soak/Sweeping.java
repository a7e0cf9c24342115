package dev.konglightstep.proxy.soak;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.Drain;
import dev.konglightstep.proxy.ProxyAccess;
import java.time.Duration;

/** The schedule that makes the drain sweep, whatever became of the sweep before. */
final class Sweeping {
  private static final Bytes EVENT =
      Bytes.utf8("{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}");
  private static final Duration RATE = Duration.ofMinutes(5);

  private final Timeline timeline;
  private final Fleet<Drain> drains;
  private final Duration timeout;

  /**
   * Not begun yet.
   *
   * @param timeout of the function
   */
  Sweeping(Timeline timeline, Fleet<Drain> drains, Duration timeout) {
    this.timeline = timeline;
    this.drains = drains;
    this.timeout = timeout;
  }

  void begin() {
    timeline.in(RATE, this::sweep);
  }

  private void sweep() {
    drains.<String>invoke(
        Sender.SWEEP,
        (drain, environment) ->
            ProxyAccess.drain(drain, EVENT, environment.instant().plus(timeout)),
        answer -> {});
    timeline.in(RATE, this::sweep);
  }
}
