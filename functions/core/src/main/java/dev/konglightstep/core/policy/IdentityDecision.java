package dev.konglightstep.core.policy;

import java.util.Map;

/**
 * How it came that a root span was told a principal, or that it was not.
 *
 * @param trace its id in hexadecimal
 * @param span its id in hexadecimal
 * @param snapshot the version of the directory that was asked
 * @param told what the span was told, by key: the claim, what came of it, and who it is as far as
 *     the policy lets that be told
 */
public record IdentityDecision(
    String trace, String span, String snapshot, Map<String, String> told) {

  public IdentityDecision {
    told = Map.copyOf(told);
  }

  /** Says nothing of a person. */
  @Override
  public String toString() {
    return "IdentityDecision[trace=" + trace + ", span=" + span + "]";
  }
}
