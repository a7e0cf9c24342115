package dev.konglightstep.standins.sqs;

import java.time.Duration;
import java.util.Optional;

/**
 * The parameters of ReceiveMessage.
 *
 * @param queue its name, URL or ARN
 * @param most how many messages, 1 to 10
 * @param visibilityTimeout how long they are hidden then; without one, the queue's
 */
public record ReceiveMessage(String queue, int most, Optional<Duration> visibilityTimeout) {
  public static final int MOST = 10;

  /** As many as there may be, hidden as long as the queue says. */
  public static ReceiveMessage from(String queue) {
    return new ReceiveMessage(queue, MOST, Optional.empty());
  }
}
