package dev.konglightstep.standins.sqs;

import java.time.Duration;
import java.util.List;

/** A receive that waits, by the machine's own time, until there is something. */
record LongPoll(SqsModel model) {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  List<ReceivedMessage> receive(ReceiveMessage request, Duration wait) {
    if (wait.isNegative() || wait.compareTo(LONGEST) > 0) {
      throw SqsFailure.invalidParameter(
          wait.toSeconds(), "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
    }
    try {
      return model.awaitMessages(request, System.nanoTime() + wait.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
