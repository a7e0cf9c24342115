package dev.konglightstep.rotation.issuer;

import dev.konglightstep.core.secret.PoolSecret;
import dev.konglightstep.core.secret.SecretUnavailableException;
import java.util.Optional;

/** Where the pool is kept, for whoever changes it. */
public interface PoolStore {
  /**
   * The pool as it is now; empty if it has no value yet.
   *
   * @throws SecretUnavailableException if it cannot be read, or is not of our shape
   */
  Optional<Stored> read();

  /**
   * Puts another pool in its place, if nobody changed it meanwhile (compare and swap).
   *
   * @param from the version that was read; empty if there was none
   * @param to the id of the version that is made for it
   * @return false if somebody else was faster; then nothing was changed
   * @throws SecretUnavailableException if it is not certain that it was changed
   */
  boolean replace(Optional<String> from, String to, PoolSecret pool);

  /** The pool, and the version that it was read from. */
  record Stored(String versionId, PoolSecret pool) {}
}
