package dev.konglightstep.rotation;

import java.util.Arrays;
import java.util.Optional;

/**
 * The four calls of a rotation, in their order. The names on the wire are in camel case; the prose
 * of AWS's documents writes them with underscores, and a sample event with a capital (AWS Secrets
 * Manager user guide, "Rotation function overview").
 */
public enum Step {
  CREATE_SECRET("createSecret"),
  SET_SECRET("setSecret"),
  TEST_SECRET("testSecret"),
  FINISH_SECRET("finishSecret");

  private final String wireName;

  Step(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<Step> of(String wireName) {
    return Arrays.stream(values()).filter(step -> step.wireName.equals(wireName)).findAny();
  }
}
