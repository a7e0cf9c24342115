package dev.konglightstep.standins.secretsmanager;

import java.util.List;

/** What a rotation function is called for, in this order. */
public enum Step {
  CREATE_SECRET("createSecret"),
  SET_SECRET("setSecret"),
  TEST_SECRET("testSecret"),
  FINISH_SECRET("finishSecret");

  static final List<Step> ALL = List.of(values());

  private final String wireName;

  Step(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire, which is not the one in the documentation's prose (create_secret). */
  public String wireName() {
    return wireName;
  }
}
