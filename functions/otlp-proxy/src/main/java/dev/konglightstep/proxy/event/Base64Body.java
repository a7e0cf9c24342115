package dev.konglightstep.proxy.event;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A body that its event writes as base64; a slice of the event until it is decoded. Its text may
 * hold escapes: Kong escapes base64's slash, other writers of JSON its plus.
 */
record Base64Body(JsonText text) implements Body {
  @Override
  public Bytes decode() throws UnreadableBodyException {
    Bytes base64 = text.ascii().orElseThrow(Base64Body::unreadable);
    try {
      ByteBuffer plain =
          Base64.getDecoder()
              .decode(ByteBuffer.wrap(base64.array(), base64.offset(), base64.length()));
      return Bytes.of(plain.array(), plain.arrayOffset(), plain.remaining());
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private static UnreadableBodyException unreadable() {
    return new UnreadableBodyException("the event says base64, but its body is not");
  }

  @Override
  public int size() {
    return text.length();
  }
}
