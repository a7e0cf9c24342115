package dev.konglightstep.standins.sqs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A message as ReceiveMessage gives it.
 *
 * @param receiptHandle of this receive alone
 * @param receiveCount this receive among them
 * @param deadLetterSource ARN of the queue that gave it up
 */
public record ReceivedMessage(
    String messageId,
    String receiptHandle,
    String body,
    Map<String, MessageAttribute> attributes,
    Instant sent,
    int receiveCount,
    Instant firstReceived,
    Optional<String> deadLetterSource) {

  static ReceivedMessage of(String queue, Message message, Instant now) {
    return new ReceivedMessage(
        message.id(),
        new ReceiptHandle(queue, message.id(), message.receives()).text(),
        message.body(),
        message.attributes(),
        message.sent(),
        message.receiveCount(),
        message.firstReceived().orElse(now),
        message.deadLetterSource());
  }

  public String md5OfBody() {
    return Digests.ofBody(body);
  }

  /** What SQS itself tells of a message, by name. */
  public Map<String, String> systemAttributes() {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("SenderId", SqsModel.SENDER);
    attributes.put("SentTimestamp", String.valueOf(sent.toEpochMilli()));
    attributes.put("ApproximateReceiveCount", String.valueOf(receiveCount));
    attributes.put(
        "ApproximateFirstReceiveTimestamp", String.valueOf(firstReceived.toEpochMilli()));
    deadLetterSource.ifPresent(arn -> attributes.put("DeadLetterQueueSourceArn", arn));
    return attributes;
  }
}
