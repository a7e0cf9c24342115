package dev.konglightstep.proxy.spill;

import java.time.Duration;

/** Who keeps what nobody will take. */
@FunctionalInterface
public interface Quarantine {
  /**
   * Stores bytes that nobody will take. When this returns, they are stored.
   *
   * @throws StoreException if they are not stored, or perhaps not
   */
  void keep(Quarantined kept, Duration timeout) throws StoreException;
}
