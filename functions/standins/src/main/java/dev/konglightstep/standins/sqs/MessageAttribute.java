package dev.konglightstep.standins.sqs;

import dev.konglightstep.core.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * A typed value that travels beside a message's body.
 *
 * @param dataType String, Number or Binary, with a label of the sender's behind a dot if he likes
 * @param value the UTF-8 bytes of a text, or what a binary attribute holds
 */
public record MessageAttribute(String dataType, Bytes value) {

  public static MessageAttribute text(String value) {
    return new MessageAttribute("String", Bytes.utf8(value));
  }

  public static MessageAttribute binary(Bytes value) {
    return new MessageAttribute("Binary", value);
  }

  public boolean isBinary() {
    return dataType.equals("Binary") || dataType.startsWith("Binary.");
  }

  /** What it adds to a message's size: its type and its value. */
  int size() {
    return dataType.getBytes(StandardCharsets.UTF_8).length + value.length();
  }
}
