package dev.konglightstep.core.policy.identity;

import java.util.Locale;

/** What came of a claim. */
public enum Status {
  /** It is known who is meant. */
  RESOLVED,
  /** The directory has nobody for it at that time. */
  UNKNOWN,
  /** The directory has several for it. */
  AMBIGUOUS,
  /** There is no directory to ask. */
  UNAVAILABLE;

  /** As attributes and rules have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
