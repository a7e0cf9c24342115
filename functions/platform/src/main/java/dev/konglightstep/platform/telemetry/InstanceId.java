package dev.konglightstep.platform.telemetry;

import java.util.UUID;

/** A name that no other environment of a function has. */
public final class InstanceId {
  private InstanceId() {}

  /**
   * Another one each time. Not to be asked before a checkpoint: every environment that is restored
   * from it would have the same.
   */
  public static String random() {
    return UUID.randomUUID().toString();
  }
}
