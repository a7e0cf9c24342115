package dev.konglightstep.standins.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.konglightstep.core.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call's parameters, held to the shapes that the API model gives them. */
record SqsInput(JsonNode json) {

  Optional<String> text(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrongType(name, "a text");
    }
    return Optional.of(value.textValue());
  }

  String required(String name) {
    return text(name).orElseThrow(() -> SqsFailure.missing(name));
  }

  String queueUrl() {
    return required("QueueUrl");
  }

  Optional<Integer> number(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isInt()) {
      throw wrongType(name, "a whole number");
    }
    return Optional.of(value.intValue());
  }

  Optional<Duration> seconds(String name) {
    return number(name).map(Duration::ofSeconds);
  }

  /** The texts of a list, none if it is not there. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    json.path(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    json.path(name).properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  List<SqsInput> entries() {
    List<SqsInput> entries = new ArrayList<>();
    json.path("Entries").forEach(entry -> entries.add(new SqsInput(entry)));
    return entries;
  }

  /** A message, of a call of its own or of an entry in a batch. */
  SendMessage message(String queueUrl) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    json.path("MessageAttributes")
        .properties()
        .forEach(e -> attributes.put(e.getKey(), new SqsInput(e.getValue()).attribute()));
    return new SendMessage(queueUrl, required("MessageBody"), attributes, seconds("DelaySeconds"));
  }

  private MessageAttribute attribute() {
    String type = required("DataType");
    Bytes value =
        type.startsWith("Binary")
            ? text("BinaryValue").map(SqsInput::decoded).orElse(Bytes.EMPTY)
            : text("StringValue").map(Bytes::utf8).orElse(Bytes.EMPTY);
    return new MessageAttribute(type, value);
  }

  private static Bytes decoded(String base64) {
    try {
      return Bytes.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw wrongType("BinaryValue", "base64");
    }
  }

  private static SqsFailure wrongType(String name, String expected) {
    return new SqsFailure(SqsFailure.Code.SERIALIZATION, name + ": expected " + expected);
  }
}
