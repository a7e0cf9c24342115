package dev.konglightstep.rotation.kong;

import dev.konglightstep.core.secret.SecretUnavailableException;

/** Where the credentials of Admin APIs are read. */
@FunctionalInterface
public interface Credentials {
  /**
   * The one that is in force now.
   *
   * @param secretId name or ARN
   * @throws SecretUnavailableException if it could not be read, or is not of our shape
   */
  Credential read(String secretId);
}
