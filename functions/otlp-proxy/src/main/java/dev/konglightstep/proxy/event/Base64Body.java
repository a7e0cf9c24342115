package dev.konglightstep.proxy.event;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.UnreadableBodyException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A body that its event writes as base64; a slice of the event until it is decoded. Its text may
 * hold escapes: Kong escapes base64's slash, other writers of JSON its plus.
 *
 * <p>It is decoded once and lets go of the event then: 6 MB that would be in memory beside the
 * decoded bytes until the backend has answered.
 */
final class Base64Body implements Body {
  private static final int LOOK = 8 * 1024;

  private final int size;
  private @Nullable JsonText text;

  Base64Body(JsonText text) {
    this.text = text;
    this.size = text.length();
  }

  /** The second time it is an error: to be taken for empty would lose the batch. */
  @Override
  public Bytes decode() throws UnreadableBodyException {
    JsonText whole = text;
    if (whole == null) {
      throw new IllegalStateException("a body of an event is decoded once");
    }
    text = null;
    // Base64 has no backslash, so the decoder itself finds out whether there are escapes to undo:
    // to look for them in all of it would read every body once more. Who escapes a character does
    // so from the beginning on, so the decoder hardly ever begins in vain.
    if (whole.beginsPlain(LOOK)) {
      try {
        return decode(whole.escaped());
      } catch (IllegalArgumentException e) {
        // It may hold escapes further on.
      }
    }
    return unescaped(whole);
  }

  private static Bytes unescaped(JsonText text) throws UnreadableBodyException {
    try {
      return decode(text.ascii().orElseThrow(Base64Body::unreadable));
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private static Bytes decode(Bytes base64) {
    ByteBuffer plain =
        Base64.getDecoder()
            .decode(ByteBuffer.wrap(base64.array(), base64.offset(), base64.length()));
    return Bytes.of(plain.array(), plain.arrayOffset(), plain.remaining());
  }

  private static UnreadableBodyException unreadable() {
    return new UnreadableBodyException("the event says base64, but its body is not");
  }

  @Override
  public int size() {
    return size;
  }
}
