package dev.konglightstep.standins.sqs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Answers as JSON objects, with the fields that have a value. */
final class SqsOutput {
  private SqsOutput() {}

  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode sent(SentMessage sent) {
    ObjectNode output =
        empty().put("MessageId", sent.messageId()).put("MD5OfMessageBody", sent.md5OfBody());
    sent.md5OfAttributes().ifPresent(md5 -> output.put("MD5OfMessageAttributes", md5));
    return output;
  }

  /** Those attributes alone that were asked for: {@code All}, a name, or a prefix with a star. */
  static ObjectNode received(ReceivedMessage message, List<String> system, List<String> names) {
    ObjectNode output =
        empty()
            .put("MessageId", message.messageId())
            .put("ReceiptHandle", message.receiptHandle())
            .put("MD5OfBody", message.md5OfBody())
            .put("Body", message.body());
    Map<String, String> told = chosen(message.systemAttributes(), system);
    if (!told.isEmpty()) {
      put(output, "Attributes", told);
    }
    Map<String, MessageAttribute> attributes = chosen(message.attributes(), names);
    Digests.ofAttributes(attributes).ifPresent(md5 -> put(output, attributes, md5));
    return output;
  }

  static ObjectNode attributes(Map<String, String> all, List<String> names) {
    ObjectNode output = empty();
    put(output, "Attributes", chosen(all, names));
    return output;
  }

  static ObjectNode task(MoveTask task) {
    ObjectNode output =
        empty()
            .put("Status", task.status().name())
            .put("SourceArn", task.sourceArn())
            .put("ApproximateNumberOfMessagesMoved", task.moved())
            .put("ApproximateNumberOfMessagesToMove", task.toMove())
            .put("StartedTimestamp", task.started().toEpochMilli());
    if (task.isActive()) {
      output.put("TaskHandle", task.handle());
    }
    task.destinationArn().ifPresent(arn -> output.put("DestinationArn", arn));
    task.perSecond().ifPresent(rate -> output.put("MaxNumberOfMessagesPerSecond", rate));
    task.failureReason().ifPresent(reason -> output.put("FailureReason", reason));
    return output;
  }

  static ObjectNode error(SqsFailure failure) {
    return empty()
        .put("__type", "com.amazonaws.sqs#" + failure.code().wireName())
        .put("message", failure.text());
  }

  private static void put(ObjectNode output, Map<String, MessageAttribute> attributes, String md5) {
    output.put("MD5OfMessageAttributes", md5);
    ObjectNode all = output.putObject("MessageAttributes");
    attributes.forEach((name, attribute) -> all.set(name, attribute(attribute)));
  }

  private static ObjectNode attribute(MessageAttribute attribute) {
    ObjectNode output = empty().put("DataType", attribute.dataType());
    return attribute.isBinary()
        ? output.put("BinaryValue", Base64.getEncoder().encodeToString(attribute.value().copy()))
        : output.put("StringValue", attribute.value().text());
  }

  private static void put(ObjectNode output, String name, Map<String, String> texts) {
    ObjectNode map = output.putObject(name);
    texts.forEach(map::put);
  }

  private static <V> Map<String, V> chosen(Map<String, V> all, List<String> names) {
    Map<String, V> chosen = new TreeMap<>(all);
    chosen.keySet().removeIf(name -> names.stream().noneMatch(asks(name)));
    return chosen;
  }

  private static Predicate<String> asks(String name) {
    return asked ->
        asked.equals("All")
            || asked.equals(name)
            || (asked.endsWith(".*")
                && name.startsWith(asked.substring(0, asked.length() - ".*".length())));
  }
}
