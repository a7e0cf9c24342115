package dev.konglightstep.standins.kong;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.MalformedException;
import dev.konglightstep.core.otlp.WireCursor;
import java.util.random.RandomGenerator;

/**
 * Gives spans other trace ids of equal length: all ids are XORed with one random mask, so that
 * spans of one trace stay together, in whichever batch they are.
 */
public final class FreshTraces {
  private static final int TRACE_ID = 1 << 3 | 2;
  private static final int TRACE_ID_BYTES = 16;

  private final byte[] mask = new byte[TRACE_ID_BYTES];

  public FreshTraces(RandomGenerator random) {
    random.nextBytes(mask);
  }

  /** A copy of the span under its new trace id. */
  public Bytes of(Bytes span) {
    byte[] fresh = span.copy();
    try {
      WireCursor cursor = new WireCursor(span);
      while (cursor.hasMore()) {
        int tag = cursor.readTag();
        if (tag == TRACE_ID) {
          int end = cursor.offset() + 1 + cursor.readBytes().length();
          remask(fresh, end);
        } else {
          cursor.skipPayload(tag);
        }
      }
    } catch (MalformedException e) {
      throw new IllegalArgumentException("not a span", e);
    }
    return Bytes.of(fresh);
  }

  private void remask(byte[] span, int end) {
    for (int i = 0; i < TRACE_ID_BYTES; i++) {
      span[end - TRACE_ID_BYTES + i] ^= mask[i];
    }
  }
}
