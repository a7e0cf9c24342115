package dev.konglightstep.core.secret;

import java.time.Duration;
import java.util.Optional;

/** Where the versions of secrets are read. */
@FunctionalInterface
public interface SecretVersions {
  /** The label of the version that is in force. */
  String CURRENT = "AWSCURRENT";

  /**
   * The version that carries a label now, or empty if none does.
   *
   * @param secretId name or ARN
   * @param timeout for the whole read
   * @throws SecretUnavailableException if it could not be read, or is not of our shape
   */
  Optional<SecretVersion> labelled(String secretId, String label, Duration timeout);
}
