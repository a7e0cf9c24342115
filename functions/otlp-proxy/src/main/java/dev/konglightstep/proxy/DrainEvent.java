package dev.konglightstep.proxy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What starts the drain: messages of its queue, or a schedule. */
sealed interface DrainEvent {
  /** Messages (AWS Lambda developer guide, "Example Amazon SQS message event"). */
  record Messages(List<Message> messages) implements DrainEvent {}

  /** It is time to sweep ("Scheduled Event" of EventBridge). */
  record Scheduled() implements DrainEvent {}

  /**
   * One message.
   *
   * @param receipt the handle of this receipt
   * @param sent when it came into the queue
   * @param receives how often it was received, this time included
   */
  record Message(String id, String receipt, String body, Instant sent, int receives) {
    /** Shows no body. */
    @Override
    public String toString() {
      return "Message[" + id + ", receives=" + receives + "]";
    }
  }

  /**
   * Reads an event.
   *
   * @throws IllegalArgumentException if it is none of these; what it holds is not quoted
   */
  static DrainEvent read(InputStream in) throws IOException {
    JsonNode event;
    try {
      event = new JsonMapper().readTree(in);
    } catch (JacksonException e) {
      throw expected("JSON");
    }
    if (event.path("Records").isArray()) {
      return new Messages(messages(event.path("Records")));
    }
    if (event.path("source").asText().equals("aws.events")
        || event.path("source").asText().equals("aws.scheduler")) {
      return new Scheduled();
    }
    throw expected("an event of Amazon SQS, or a scheduled one of EventBridge");
  }

  private static List<Message> messages(JsonNode records) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : records) {
      if (!message.path("eventSource").asText().equals("aws:sqs")
          || !message.path("messageId").isTextual()
          || !message.path("body").isTextual()) {
        throw expected("records of Amazon SQS only");
      }
      JsonNode attributes = message.path("attributes");
      messages.add(
          new Message(
              message.path("messageId").asText(),
              message.path("receiptHandle").asText(),
              message.path("body").asText(),
              Instant.ofEpochMilli(attributes.path("SentTimestamp").asLong()),
              attributes.path("ApproximateReceiveCount").asInt(1)));
    }
    return messages;
  }

  private static IllegalArgumentException expected(String what) {
    return new IllegalArgumentException("expected " + what);
  }
}
