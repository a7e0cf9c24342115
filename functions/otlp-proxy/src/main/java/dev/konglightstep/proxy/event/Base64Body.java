package dev.konglightstep.proxy.event;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.nio.ByteBuffer;
import java.util.Base64;

/** A body that its event writes as base64; a slice of the event until it is decoded. */
record Base64Body(Bytes text) implements Body {
  @Override
  public Bytes decode() throws UnreadableBodyException {
    try {
      ByteBuffer plain = Base64.getDecoder().decode(encoded());
      return Bytes.of(plain.array(), plain.arrayOffset(), plain.remaining());
    } catch (IllegalArgumentException e) {
      throw new UnreadableBodyException("the event says base64, but its body is not");
    }
  }

  /** Some writers of JSON escape the slash, which base64 uses. */
  private ByteBuffer encoded() {
    ByteBuffer slice = ByteBuffer.wrap(text.array(), text.offset(), text.length());
    if (!contains(slice, '\\')) {
      return slice;
    }
    ByteBuffer unescaped = ByteBuffer.allocate(text.length());
    while (slice.hasRemaining()) {
      byte next = slice.get();
      if (next != '\\') {
        unescaped.put(next);
      }
    }
    return unescaped.flip();
  }

  private static boolean contains(ByteBuffer bytes, char wanted) {
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      if (bytes.get(i) == wanted) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int size() {
    return text.length();
  }
}
