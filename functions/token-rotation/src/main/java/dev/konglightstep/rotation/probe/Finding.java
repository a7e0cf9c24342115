package dev.konglightstep.rotation.probe;

/** What is known of a token after it was probed. */
public sealed interface Finding {
  /**
   * It is good.
   *
   * @param verifiedBy in words for the audit trail
   */
  record Accepted(String verifiedBy) implements Finding {}

  /** It was refused each time, and so was a random one. */
  record Refused() implements Finding {}

  /** Nobody can say now. */
  record Unclear(String why) implements Finding {}

  /** A random token is taken as well, so that an acceptance says nothing. */
  record Indiscriminate() implements Finding {}
}
