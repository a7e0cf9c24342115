package dev.konglightstep.standins.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of SendMessage.
 *
 * @param queue its name, URL or ARN
 * @param delay until it can be received; without one, the queue's
 */
public record SendMessage(
    String queue, String body, Map<String, MessageAttribute> attributes, Optional<Duration> delay) {

  public static SendMessage of(String queue, String body) {
    return new SendMessage(queue, body, Map.of(), Optional.empty());
  }

  /** Bytes of the body in UTF-8 and of the attributes' names, types and values. */
  int size() {
    int size = body.getBytes(StandardCharsets.UTF_8).length;
    for (Map.Entry<String, MessageAttribute> attribute : attributes.entrySet()) {
      size += attribute.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += attribute.getValue().size();
    }
    return size;
  }
}
