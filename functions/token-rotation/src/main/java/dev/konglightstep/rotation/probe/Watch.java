package dev.konglightstep.rotation.probe;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts acceptances in a row. A refusal begins the window anew; an unclear answer neither counts
 * nor begins anything.
 */
final class Watch {
  private final ProbePolicy policy;
  private @Nullable Instant since;
  private int inARow;
  private int accepted;
  private int refused;
  private int unclear;

  Watch(ProbePolicy policy) {
    this.policy = policy;
  }

  /**
   * Notes one more answer.
   *
   * @param at when the token was shown
   * @return whether the window is full now
   */
  boolean saw(Acceptance acceptance, Instant at) {
    switch (acceptance) {
      case ACCEPTED -> {
        since = since == null ? at : since;
        inARow++;
        accepted++;
        return inARow >= policy.acceptances()
            && Duration.between(since, at).compareTo(policy.window()) >= 0;
      }
      case REFUSED -> {
        since = null;
        inARow = 0;
        refused++;
      }
      case UNCLEAR -> unclear++;
    }
    return false;
  }

  boolean onlyRefusals() {
    return refused > 0 && accepted == 0 && unclear == 0;
  }

  String text() {
    return accepted
        + " probes accepted, "
        + refused
        + " refused, "
        + unclear
        + " without a telling answer";
  }
}
