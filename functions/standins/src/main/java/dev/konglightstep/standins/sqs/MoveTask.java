package dev.konglightstep.standins.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A redrive of a dead-letter queue, as ListMessageMoveTasks tells it.
 *
 * @param destinationArn empty if each message goes back where it came from
 * @param perSecond how many messages; without it, all of them by the time that anybody looks again
 */
public record MoveTask(
    String handle,
    String sourceArn,
    Optional<String> destinationArn,
    Optional<Integer> perSecond,
    Instant started,
    int toMove,
    int moved,
    Status status,
    Optional<String> failureReason) {

  boolean isActive() {
    return status == Status.RUNNING;
  }

  /** How many messages should have been moved by now. */
  int due(Instant now) {
    if (perSecond.isEmpty()) {
      return toMove;
    }
    long due = Duration.between(started, now).toSeconds() * perSecond.get();
    return (int) Math.min(toMove, due);
  }

  MoveTask moved(int count) {
    return with(moved + count, status, failureReason);
  }

  MoveTask completed() {
    return with(moved, Status.COMPLETED, failureReason);
  }

  MoveTask cancelled() {
    return with(moved, Status.CANCELLED, failureReason);
  }

  MoveTask failed(String reason) {
    return with(moved, Status.FAILED, Optional.of(reason));
  }

  private MoveTask with(int count, Status to, Optional<String> reason) {
    return new MoveTask(
        handle, sourceArn, destinationArn, perSecond, started, toMove, count, to, reason);
  }

  /** How it stands; CANCELLING, which AWS has between, is over at once here. */
  public enum Status {
    RUNNING,
    COMPLETED,
    CANCELLED,
    FAILED
  }
}
