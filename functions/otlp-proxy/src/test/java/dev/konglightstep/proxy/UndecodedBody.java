package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;

/** A body that notices when it is decoded. */
final class UndecodedBody implements Body {
  private boolean decoded;

  @Override
  public Bytes decode() {
    decoded = true;
    return Bytes.EMPTY;
  }

  @Override
  public int size() {
    return 0;
  }

  boolean wasDecoded() {
    return decoded;
  }
}
