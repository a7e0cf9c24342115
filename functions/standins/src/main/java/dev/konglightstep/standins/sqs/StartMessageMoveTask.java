package dev.konglightstep.standins.sqs;

import java.time.Instant;
import java.util.Optional;

/**
 * The parameters of StartMessageMoveTask.
 *
 * @param destinationArn without one, each message goes back where it came from
 * @param perSecond how many messages, 1 to 500; without it, as fast as may be
 */
public record StartMessageMoveTask(
    String sourceArn, Optional<String> destinationArn, Optional<Integer> perSecond) {
  private static final int FASTEST = 500;

  /** All messages of that dead-letter queue, by its name, back to where they came from. */
  public static StartMessageMoveTask back(String deadLetterQueue) {
    return new StartMessageMoveTask(
        SqsModel.arn(deadLetterQueue), Optional.empty(), Optional.empty());
  }

  void check() {
    if (perSecond.filter(rate -> rate < 1 || rate > FASTEST).isPresent()) {
      throw SqsFailure.invalidParameter(
          perSecond.get(), "MaxNumberOfMessagesPerSecond", "Must be between 1 and 500.");
    }
  }

  MoveTask begin(String handle, int toMove, Instant now) {
    return new MoveTask(
        handle,
        sourceArn,
        destinationArn,
        perSecond,
        now,
        toMove,
        0,
        MoveTask.Status.RUNNING,
        Optional.empty());
  }
}
