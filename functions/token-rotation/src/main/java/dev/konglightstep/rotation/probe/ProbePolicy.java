package dev.konglightstep.rotation.probe;

import java.time.Duration;

/**
 * How long a token is watched before it is believed.
 *
 * @param budget until when it must have been accepted; a new Lightstep token may need five minutes
 *     to be known everywhere (Lightstep docs, "Create and manage access tokens")
 * @param window through which it must be accepted without a refusal
 * @param strict whether a rotation stops when the acceptor takes a random token too
 */
public record ProbePolicy(Duration budget, Duration window, boolean strict) {
  private static final Duration LONG_WINDOW = Duration.ofSeconds(50);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(5);
  private static final int MANY = 10;
  private static final int FEW = 2;

  /** How many acceptances a window needs: one proves one satellite. */
  int acceptances() {
    return window.compareTo(LONG_WINDOW) < 0 ? FEW : MANY;
  }

  /** From one probe to the next. */
  Duration interval() {
    Duration even = window.dividedBy(acceptances());
    return even.compareTo(LONGEST_INTERVAL) < 0 ? even : LONGEST_INTERVAL;
  }
}
