package dev.konglightstep.proxy.soak;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.Drain;
import dev.konglightstep.proxy.ProxyAccess;
import dev.konglightstep.standins.sqs.EventSource;
import dev.konglightstep.standins.sqs.EventSourceSettings;
import dev.konglightstep.standins.sqs.SqsModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The pollers that bring the queue's messages to the drain, and that lose messages, or fail to
 * delete them, when the queue has trouble.
 */
final class Polling {
  /** As template.yaml has it. */
  private static final EventSourceSettings SETTINGS =
      EventSourceSettings.of(QueuePort.QUEUE).gathering(100, Duration.ofSeconds(5));

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_INVOCATION = Duration.ofHours(1);

  private final Timeline timeline;
  private final Chance chance;
  private final Weather weather;
  private final SqsModel sqs;
  private final Fleet<Drain> drains;
  private final Duration timeout;

  /**
   * Not begun yet.
   *
   * @param timeout of the function
   */
  Polling(
      Timeline timeline,
      Chance chance,
      Weather weather,
      SqsModel sqs,
      Fleet<Drain> drains,
      Duration timeout) {
    this.timeline = timeline;
    this.chance = chance;
    this.weather = weather;
    this.sqs = sqs;
    this.drains = drains;
    this.timeout = timeout;
  }

  void begin(int pollers) {
    for (int i = 0; i < pollers; i++) {
      EventSource source = new EventSource(sqs, SETTINGS, this::invoke);
      timeline.spawn(() -> poll(source));
    }
  }

  private void poll(EventSource source) {
    while (true) {
      timeline.sleep(chance.between(Service.QUEUE.least, Service.QUEUE.most));
      if (isTrouble() || source.pollOnce().messages() == 0) {
        timeline.sleep(PAUSE);
      }
    }
  }

  /** Called with messages that are received already. */
  private Bytes invoke(Bytes event) throws IOException {
    if (isTrouble()) {
      throw new IOException("the messages were lost on their way");
    }
    Signal done = new Signal(timeline);
    List<String> answers = new ArrayList<>();
    drains.<String>invoke(
        Sender.DRAIN,
        (drain, environment) ->
            ProxyAccess.drain(drain, event, environment.instant().plus(timeout)),
        answer -> {
          answer.ifPresent(answers::add);
          done.raise();
        });
    done.await(LONGEST_INVOCATION);
    if (answers.isEmpty() || isTrouble()) {
      throw new IOException("nobody lived to delete the messages");
    }
    return Bytes.utf8(answers.getFirst());
  }

  private boolean isTrouble() {
    return weather.strike(Service.QUEUE) != Trouble.NONE;
  }
}
