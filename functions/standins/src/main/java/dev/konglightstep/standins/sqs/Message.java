package dev.konglightstep.standins.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message as its queue keeps it.
 *
 * @param sent when it was first sent; moving to a dead-letter queue leaves it
 * @param visibleFrom when it can be received, for the first time or again
 * @param receives how often it was received from this queue
 * @param receivesBefore how often from the queue that gave it up
 * @param received when it was last received from this queue
 * @param deadLetterSource ARN of the queue that gave it up
 */
record Message(
    String id,
    String body,
    Map<String, MessageAttribute> attributes,
    Instant sent,
    Instant visibleFrom,
    int receives,
    int receivesBefore,
    Optional<Instant> firstReceived,
    Optional<Instant> received,
    Optional<String> deadLetterSource) {

  static Message sent(
      String id,
      String body,
      Map<String, MessageAttribute> attributes,
      Instant now,
      Duration delay) {
    return new Message(
        id,
        body,
        Map.copyOf(attributes),
        now,
        now.plus(delay),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** As ApproximateReceiveCount tells it: it goes on in a dead-letter queue. */
  int receiveCount() {
    return receivesBefore + receives;
  }

  boolean isVisible(Instant now) {
    return !visibleFrom.isAfter(now);
  }

  /** Received by somebody who has neither deleted it nor run out of time. */
  boolean isInFlight(Instant now) {
    return received.isPresent() && !isVisible(now);
  }

  boolean isDelayed(Instant now) {
    return received.isEmpty() && !isVisible(now);
  }

  Message received(Instant now, Duration hidden) {
    return new Message(
        id,
        body,
        attributes,
        sent,
        now.plus(hidden),
        receives + 1,
        receivesBefore,
        firstReceived.or(() -> Optional.of(now)),
        Optional.of(now),
        deadLetterSource);
  }

  /** Received once more as a copy, while the message itself stays as visible or hidden as it is. */
  Message receivedAsACopy() {
    return new Message(
        id,
        body,
        attributes,
        sent,
        visibleFrom,
        receives + 1,
        receivesBefore,
        firstReceived,
        received,
        deadLetterSource);
  }

  Message visibleFrom(Instant time) {
    return new Message(
        id,
        body,
        attributes,
        sent,
        time,
        receives,
        receivesBefore,
        firstReceived,
        received,
        deadLetterSource);
  }

  /** In the dead-letter queue of that one. */
  Message givenUpBy(String queueArn, Instant now) {
    return new Message(
        id,
        body,
        attributes,
        sent,
        now,
        0,
        receiveCount(),
        firstReceived,
        Optional.empty(),
        Optional.of(queueArn));
  }
}
