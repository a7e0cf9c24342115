package dev.konglightstep.core.secret;

import java.time.Duration;
import java.util.Optional;

/** Where the versions of secrets are read. */
public interface SecretVersions {
  /** The label of the version that is in force. */
  String CURRENT = "AWSCURRENT";

  /** The label of the version that a rotation is making. */
  String PENDING = "AWSPENDING";

  /** The label of the version that was in force before. */
  String PREVIOUS = "AWSPREVIOUS";

  /** How the label begins that says of a generated value: somebody may hold it. */
  String LIVE_PREFIX = "live-";

  /**
   * The version that carries a label now, or empty if none does or it has no value yet.
   *
   * @param secretId name or ARN
   * @param timeout for the whole read
   * @throws SecretUnavailableException if it could not be read, or is not of our shape
   */
  Optional<SecretVersion> labelled(String secretId, String label, Duration timeout);

  /**
   * The version of that id, or empty if it is gone or has no value yet.
   *
   * @param secretId name or ARN
   * @param timeout for the whole read
   * @throws SecretUnavailableException if it could not be read, or is not of our shape
   */
  Optional<SecretVersion> byId(String secretId, String versionId, Duration timeout);

  /**
   * Which versions carry which labels now.
   *
   * @param secretId name or ARN
   * @param timeout for the whole read
   * @throws SecretUnavailableException if it could not be read, or there is no such secret
   */
  SecretLabels describe(String secretId, Duration timeout);
}
