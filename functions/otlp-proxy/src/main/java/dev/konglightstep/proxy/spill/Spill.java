package dev.konglightstep.proxy.spill;

import java.time.Instant;

/** Who keeps a batch until the backend takes it. */
@FunctionalInterface
public interface Spill {
  /**
   * Stores a batch. When this returns, it is stored.
   *
   * @param until when that must be known
   * @throws StoreException if it is not stored, or perhaps not
   */
  void keep(StoredBatch batch, Instant until) throws StoreException;
}
