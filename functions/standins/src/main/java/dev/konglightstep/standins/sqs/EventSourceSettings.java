package dev.konglightstep.standins.sqs;

import java.time.Duration;

/**
 * How a queue's messages come to a function (Lambda Developer Guide, "Creating and configuring an
 * Amazon SQS event source mapping").
 *
 * @param queue its name, URL or ARN
 * @param batchSize messages of one event at most: 10, with a window 10,000
 * @param window how long Lambda gathers; nobody waits for it here, it only allows larger batches
 * @param reportBatchItemFailures whether the function's answer is read: without it, an invocation
 *     that does not fail deletes all
 */
public record EventSourceSettings(
    String queue, int batchSize, Duration window, boolean reportBatchItemFailures) {
  private static final int MOST = 10_000;

  /** Refuses what Lambda would. */
  public EventSourceSettings {
    int most = window.compareTo(Duration.ofSeconds(1)) < 0 ? ReceiveMessage.MOST : MOST;
    if (batchSize < 1 || batchSize > most) {
      throw new IllegalArgumentException(
          "a batch size of "
              + batchSize
              + ", expected 1 to "
              + most
              + " with a window of "
              + window);
    }
  }

  /** Ten messages at once, and the function tells which of them failed. */
  public static EventSourceSettings of(String queue) {
    return new EventSourceSettings(queue, ReceiveMessage.MOST, Duration.ZERO, true);
  }

  /** Larger batches, gathered through a window. */
  public EventSourceSettings gathering(int most, Duration through) {
    return new EventSourceSettings(queue, most, through, reportBatchItemFailures);
  }

  /** The function's answer does not count. */
  public EventSourceSettings withoutReports() {
    return new EventSourceSettings(queue, batchSize, window, false);
  }
}
