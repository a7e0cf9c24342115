package dev.konglightstep.rotation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a secret stands. */
public sealed interface SecretStatus {
  /**
   * All that can be known.
   *
   * @param secret the ARN
   * @param lastChanged when anything about it changed last
   * @param pending AWSPENDING on another version than the one in force
   */
  record Known(
      String secret,
      boolean rotationEnabled,
      Instant lastChanged,
      List<Version> versions,
      Optional<Pending> pending,
      List<TargetStatus> targets)
      implements SecretStatus {
    public Known {
      versions = List.copyOf(versions);
      targets = List.copyOf(targets);
    }
  }

  /**
   * The secret cannot be read.
   *
   * @param secret as it is configured
   */
  record Unreadable(String secret, String why) implements SecretStatus {}

  /**
   * A version that carries a label.
   *
   * @param content of its value
   */
  record Version(String id, Set<String> labels, Content content) {}

  /** What is told of a value. */
  sealed interface Content {
    /** A value of our shape. */
    record Named(String name, String issuer) implements Content {}

    /** None yet. */
    record Missing() implements Content {}

    /** One that we cannot read; nobody gets it. */
    record Malformed(String why) implements Content {}
  }
}
