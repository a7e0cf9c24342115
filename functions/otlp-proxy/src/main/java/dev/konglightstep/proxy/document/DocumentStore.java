package dev.konglightstep.proxy.document;

import dev.konglightstep.proxy.spill.StoreException;
import java.time.Duration;
import java.util.Optional;

/** Where a document is kept. */
public interface DocumentStore {
  /**
   * The newest version.
   *
   * @param seen the tag of the one that was seen last
   * @throws StoreException if it cannot be told, or not in time
   */
  Newest newest(Optional<String> seen, Duration timeout) throws StoreException;
}
