package dev.konglightstep.principalmap;

import java.time.Instant;

/** An access key of a user, whether it is active or not: old spans may still have it. */
public record IamAccessKey(String id, Instant created) {
  /** Nothing: a key's id is to leave no trace. */
  @Override
  public String toString() {
    return "IamAccessKey[…]";
  }
}
