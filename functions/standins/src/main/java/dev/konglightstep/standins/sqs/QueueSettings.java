package dev.konglightstep.standins.sqs;

import java.time.Duration;
import java.util.Optional;

/**
 * How a queue treats its messages.
 *
 * @param visibilityTimeout how long a received message is hidden, 0 to 12 h
 * @param retention how long after its first sending a message is dropped, 1 min to 14 days
 * @param delay until a sent message can be received, 0 to 15 min
 * @param maximumMessageSize bytes of a message's body and attributes, 1 KiB to 1 MiB
 * @param receiveWait how long a receive waits for a message, 0 to 20 s
 */
public record QueueSettings(
    Duration visibilityTimeout,
    Duration retention,
    Duration delay,
    int maximumMessageSize,
    Duration receiveWait,
    Optional<RedrivePolicy> redrive) {
  /** 1 MiB, of a message and of a batch (API reference, SendMessageBatch). */
  static final int MOST_BYTES = 1_048_576;

  /** What CreateQueue gives a queue that asks for nothing. */
  public static final QueueSettings DEFAULT =
      new QueueSettings(
          Duration.ofSeconds(30),
          Duration.ofDays(4),
          Duration.ZERO,
          MOST_BYTES,
          Duration.ZERO,
          Optional.empty());

  public QueueSettings withVisibilityTimeout(Duration timeout) {
    return new QueueSettings(timeout, retention, delay, maximumMessageSize, receiveWait, redrive);
  }

  public QueueSettings withRetention(Duration kept) {
    return new QueueSettings(
        visibilityTimeout, kept, delay, maximumMessageSize, receiveWait, redrive);
  }

  public QueueSettings withDelay(Duration until) {
    return new QueueSettings(
        visibilityTimeout, retention, until, maximumMessageSize, receiveWait, redrive);
  }

  public QueueSettings withMaximumMessageSize(int bytes) {
    return new QueueSettings(visibilityTimeout, retention, delay, bytes, receiveWait, redrive);
  }

  public QueueSettings withReceiveWait(Duration wait) {
    return new QueueSettings(
        visibilityTimeout, retention, delay, maximumMessageSize, wait, redrive);
  }

  /** With that dead-letter queue, or without any. */
  public QueueSettings withRedrive(Optional<RedrivePolicy> policy) {
    return new QueueSettings(
        visibilityTimeout, retention, delay, maximumMessageSize, receiveWait, policy);
  }

  /** With that dead-letter queue, by its name. */
  public QueueSettings withDeadLetters(String queue, int maxReceiveCount) {
    return withRedrive(Optional.of(new RedrivePolicy(SqsModel.arn(queue), maxReceiveCount)));
  }
}
