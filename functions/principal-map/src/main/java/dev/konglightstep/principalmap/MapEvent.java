package dev.konglightstep.principalmap;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.stream.Stream;

/** What starts a run: a schedule, or changes of principals. */
sealed interface MapEvent {
  /** "Scheduled Event" of EventBridge. */
  record Scheduled() implements MapEvent {}

  /** "AWS API Call via CloudTrail" of EventBridge, one or a batch of them out of Amazon SQS. */
  record Changed(Changes changes) implements MapEvent {}

  /**
   * Reads an event.
   *
   * @throws IllegalArgumentException if it is none of these; what it holds is not quoted
   */
  static MapEvent read(InputStream in) throws IOException {
    JsonMapper mapper = new JsonMapper();
    JsonNode event;
    try {
      event = mapper.readTree(in);
    } catch (JacksonException e) {
      throw expected();
    }
    if (event.path("Records").isArray() && !event.path("Records").isEmpty()) {
      Changes all = Changes.NONE;
      for (JsonNode message : event.path("Records")) {
        all = all.and(message(mapper, message));
      }
      return new Changed(all);
    }
    if (event.path("detail-type").asText().endsWith(" via CloudTrail")) {
      return new Changed(change(event));
    }
    if (event.path("source").asText().equals("aws.events")
        || event.path("source").asText().equals("aws.scheduler")) {
      return new Scheduled();
    }
    throw expected();
  }

  private static Changes message(JsonMapper mapper, JsonNode message) {
    if (!message.path("eventSource").asText().equals("aws:sqs")) {
      throw expected();
    }
    try {
      return change(mapper.readTree(message.path("body").asText()));
    } catch (JacksonException e) {
      return change(MissingNode.getInstance());
    }
  }

  /** A message that nobody can read must not come again and again: it is a change of just now. */
  private static Changes change(JsonNode event) {
    JsonNode detail = event.path("detail");
    Set<String> users =
        detail.path("eventName").asText().endsWith("AccessKey")
            ? Set.of(Changes.user(event.path("account").asText(), user(detail)))
            : Set.of();
    return new Changes(time(event.path("time").asText()), users);
  }

  /** Who leaves the name out means themselves (IAM API reference, CreateAccessKey). */
  private static String user(JsonNode detail) {
    return Stream.of(
            detail.at("/requestParameters/userName"),
            detail.at("/responseElements/accessKey/userName"),
            detail.at("/userIdentity/userName"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElse("");
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }

  private static IllegalArgumentException expected() {
    return new IllegalArgumentException(
        "expected a scheduled event of EventBridge, or calls of APIs via CloudTrail");
  }
}
