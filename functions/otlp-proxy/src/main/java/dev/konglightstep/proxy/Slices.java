package dev.konglightstep.proxy;

import java.time.Duration;
import java.time.Instant;

/**
 * How the time until Kong's answer is divided: first the backend, with its retry and a reading of
 * its token; then, if it has not taken the batch, the spill's queue, the spill's store if the queue
 * fails, and the answer. All count from the deadline, so a request that comes late takes its delay
 * out of the backend's slice alone.
 *
 * @param deadline when Kong must have its answer
 */
record Slices(Instant deadline) {
  /** The most that putting a batch into the spill's queue may take. */
  static final Duration QUEUE = Duration.ofMillis(700);

  /** The most that putting a batch into the spill's store may take. */
  static final Duration STORE = Duration.ofMillis(700);

  /** What the answer needs on its way to Kong. */
  static final Duration ANSWER = Duration.ofMillis(400);

  /** With less left there is no time for anything but the spill. */
  static final Duration SPILL = QUEUE.plus(STORE).plus(ANSWER);

  /** With less left there will be no answer of the backend, only one more copy of the batch. */
  private static final Duration LEAST = Duration.ofMillis(500);

  /** What it takes to give up on the backend and turn to the spill. */
  static final Duration TURN = Duration.ofMillis(100);

  /** When the backend's verdict must be known: 1.9 s before the deadline. */
  Instant backendUntil() {
    return deadline.minus(SPILL).minus(TURN);
  }

  boolean leaveTimeForBackend(Instant now) {
    return now.isBefore(backendUntil());
  }

  /** When all must be done but the answer. */
  Instant answerBy() {
    return deadline.minus(ANSWER);
  }

  /** Whether the backend can be asked although the spill took the time that was meant for it. */
  boolean leaveTimeForATry(Instant now) {
    return now.plus(LEAST).isBefore(answerBy());
  }

  /**
   * When it must be known whether the sender's key is good. A request that is late anyway may take
   * what the spill would need: without a key there is nothing to spill.
   */
  Instant keyUntil(Instant now) {
    return leaveTimeForBackend(now) ? backendUntil() : answerBy();
  }

  /** How long reading the policy may take: as long as the key. */
  Duration policy(Instant now) {
    Duration left = Duration.between(now, keyUntil(now));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether nothing that is done now reaches Kong in time. */
  boolean areOver(Instant now) {
    return !now.isBefore(answerBy());
  }
}
