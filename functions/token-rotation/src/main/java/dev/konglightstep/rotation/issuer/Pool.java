package dev.konglightstep.rotation.issuer;

import dev.konglightstep.core.secret.PoolSecret;
import dev.konglightstep.core.secret.SecretUnavailableException;

/** Where the tokens are that people made. */
@FunctionalInterface
public interface Pool {
  /**
   * The pool as it is now.
   *
   * @throws SecretUnavailableException if it cannot be read, or is not of our shape
   */
  PoolSecret read();
}
