package dev.konglightstep.standins.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A model with a queue, its dead-letter queue, and a clock that stands until it is moved. */
final class ScratchSqs {
  static final String QUEUE = "spill";
  static final String DEAD = "spill-dead";
  static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  static final Duration HIDDEN = Duration.ofSeconds(30);

  final SqsModel model = new SqsModel(() -> now(), 1);
  private Instant now = START;

  ScratchSqs() {
    model.createQueue(DEAD, QueueSettings.DEFAULT.withRetention(Duration.ofDays(14)));
    model.createQueue(QUEUE, QueueSettings.DEFAULT.withDeadLetters(DEAD, 2));
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Sends it and gives its id. */
  String send(String body) {
    return model.sendMessage(SendMessage.of(QUEUE, body)).messageId();
  }

  List<ReceivedMessage> receive() {
    return model.receiveMessage(ReceiveMessage.from(QUEUE));
  }

  List<ReceivedMessage> peek(String queue) {
    return model.receiveMessage(new ReceiveMessage(queue, 10, Optional.of(Duration.ZERO)));
  }

  /** Lets it be received too often. */
  void giveUp(String body) {
    send(body);
    for (int i = 0; i < 3; i++) {
      peek(QUEUE);
    }
  }

  static List<String> bodies(List<ReceivedMessage> messages) {
    return messages.stream().map(ReceivedMessage::body).toList();
  }
}
