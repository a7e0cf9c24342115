package dev.konglightstep.proxy.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.io.IOException;

/**
 * A body that its event writes as text.
 *
 * @param literal the JSON string with its quotes; a slice of the event
 */
record TextBody(Bytes literal) implements Body {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Override
  public Bytes decode() throws UnreadableBodyException {
    String text;
    try {
      text = MAPPER.readValue(literal.array(), literal.offset(), literal.length(), String.class);
    } catch (JacksonException e) {
      throw new UnreadableBodyException("the event's body is no JSON string");
    } catch (IOException e) {
      throw new IllegalStateException("an array cannot fail to be read", e);
    }
    if (!text.chars().allMatch(character -> character < 0x80)) {
      throw new UnreadableBodyException(
          "binary data arrived as text and is damaged; pass application/x-protobuf as binary"
              + " (API Gateway: binaryMediaTypes; Kong's aws-lambda plugin: base64_encode_body)");
    }
    return Bytes.utf8(text);
  }

  @Override
  public int size() {
    return literal.length();
  }
}
