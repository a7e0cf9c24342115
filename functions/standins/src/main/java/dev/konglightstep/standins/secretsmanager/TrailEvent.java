package dev.konglightstep.standins.secretsmanager;

import java.time.Instant;
import java.util.Optional;

/**
 * What CloudTrail gets to know of a rotation besides the calls (AWS Secrets Manager User Guide,
 * "Logging with CloudTrail").
 *
 * @param error for a failure: which function, which step; never why
 */
public record TrailEvent(
    Instant time, Name name, String secretArn, String versionId, Optional<String> error) {

  /** The events' names as they are on the wire. */
  public enum Name {
    ROTATION_STARTED("RotationStarted"),
    ROTATION_SUCCEEDED("RotationSucceeded"),
    ROTATION_FAILED("RotationFailed"),
    ROTATION_ABANDONED("RotationAbandoned"),
    TEST_ROTATION_STARTED("TestRotationStarted"),
    TEST_ROTATION_SUCCEEDED("TestRotationSucceeded"),
    TEST_ROTATION_FAILED("TestRotationFailed");

    private final String wireName;

    Name(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }
}
