package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;

/** An empty body of whatever size it says, which notices when it is decoded. */
final class UndecodedBody implements Body {
  private final int size;
  private boolean decoded;

  UndecodedBody(int size) {
    this.size = size;
  }

  @Override
  public Bytes decode() {
    decoded = true;
    return Bytes.EMPTY;
  }

  @Override
  public int size() {
    return size;
  }

  boolean wasDecoded() {
    return decoded;
  }
}
