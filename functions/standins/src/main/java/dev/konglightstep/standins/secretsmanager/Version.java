package dev.konglightstep.standins.secretsmanager;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One version as it was when it was asked for; its text form shows no value.
 *
 * @param value empty until somebody puts one
 */
public record Version(String id, Optional<String> value, Set<String> labels, Instant created) {
  @Override
  public String toString() {
    return "Version[" + id + " " + labels + "]";
  }
}
