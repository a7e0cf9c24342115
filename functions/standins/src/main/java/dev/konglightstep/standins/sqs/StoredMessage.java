package dev.konglightstep.standins.sqs;

import java.time.Instant;
import java.util.Map;

/** A message that is in a queue, as nobody but a test can see it. */
public record StoredMessage(
    String messageId,
    String body,
    Map<String, MessageAttribute> attributes,
    Instant sent,
    int receiveCount,
    State state) {

  static StoredMessage of(Message message, Instant now) {
    return new StoredMessage(
        message.id(),
        message.body(),
        message.attributes(),
        message.sent(),
        message.receiveCount(),
        state(message, now));
  }

  private static State state(Message message, Instant now) {
    if (message.isVisible(now)) {
      return State.VISIBLE;
    }
    return message.isInFlight(now) ? State.IN_FLIGHT : State.DELAYED;
  }

  /** Whether it can be received. */
  public enum State {
    VISIBLE,
    IN_FLIGHT,
    DELAYED
  }
}
