package dev.konglightstep.standins.sqs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The event that Lambda makes of messages, while it is filled (Lambda Developer Guide, "Using
 * Lambda with Amazon SQS", "Example Amazon SQS message event").
 */
final class QueueEvent {
  /** What an event may have: 6 MB (Lambda quotas, "Invocation payload"). */
  private static final int MOST_BYTES = 6 * 1024 * 1024;

  private static final int ENVELOPE = "{\"Records\":[]}".length();

  private final String queue;
  private final ObjectNode event = JsonNodeFactory.instance.objectNode();
  private final List<ReceivedMessage> messages = new ArrayList<>();
  private int size = ENVELOPE;

  QueueEvent(String queue) {
    this.queue = queue;
    event.putArray("Records");
  }

  List<ReceivedMessage> messages() {
    return messages;
  }

  /**
   * Takes a message up.
   *
   * @return false if there was no room; one message always has room
   */
  boolean add(ReceivedMessage message) {
    ObjectNode entry = entry(message);
    int more = entry.toString().getBytes(StandardCharsets.UTF_8).length + 1;
    if (!messages.isEmpty() && size + more > MOST_BYTES) {
      return false;
    }
    size += more;
    messages.add(message);
    event.withArray("Records").add(entry);
    return true;
  }

  Bytes json() {
    return Bytes.utf8(event.toString());
  }

  private ObjectNode entry(ReceivedMessage message) {
    ObjectNode entry =
        JsonNodeFactory.instance
            .objectNode()
            .put("messageId", message.messageId())
            .put("receiptHandle", message.receiptHandle())
            .put("body", message.body());
    ObjectNode attributes = entry.putObject("attributes");
    message.systemAttributes().forEach(attributes::put);
    ObjectNode own = entry.putObject("messageAttributes");
    message.attributes().forEach((name, attribute) -> put(own.putObject(name), attribute));
    Digests.ofAttributes(message.attributes())
        .ifPresent(md5 -> entry.put("md5OfMessageAttributes", md5));
    return entry
        .put("md5OfBody", message.md5OfBody())
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", SqsModel.arn(queue))
        .put("awsRegion", SqsModel.REGION);
  }

  private static void put(ObjectNode output, MessageAttribute attribute) {
    if (attribute.isBinary()) {
      output.put("binaryValue", Base64.getEncoder().encodeToString(attribute.value().copy()));
    } else {
      output.put("stringValue", attribute.value().text());
    }
    output.putArray("stringListValues");
    output.putArray("binaryListValues");
    output.put("dataType", attribute.dataType());
  }
}
