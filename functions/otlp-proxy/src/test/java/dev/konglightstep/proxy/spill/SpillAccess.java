package dev.konglightstep.proxy.spill;

import dev.konglightstep.core.Bytes;

/** What tests in other packages need of this one. */
public final class SpillAccess {
  private SpillAccess() {}

  /** Reads an object of the quarantine. */
  public static Quarantined quarantined(Bytes object) throws UnreadableMessageException {
    return QuarantineFormat.read(object);
  }
}
