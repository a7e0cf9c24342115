package dev.konglightstep.rotation.explore;

import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls the outside world, such as one rotation from its first step to its last. With
 * others about it runs in a thread of its own, but only when it is let, up to its next call: so
 * every interleaving can be had, and had again.
 */
final class Actor {
  private final String name;
  private final Runnable life;
  private final Semaphore turn = new Semaphore(0);
  private final Semaphore done = new Semaphore(0);
  private Instant wakesAt = Instant.MIN;
  private int calls;
  private boolean begun;
  private boolean alone;
  private boolean ended;
  private boolean dead;
  private boolean zombie;
  private @Nullable Throwable failure;

  Actor(String name, Runnable life) {
    this.name = name;
    this.life = life;
  }

  /**
   * Runs from its beginning to its end, if it has not begun yet.
   *
   * @return whether it did
   */
  boolean runAlone() {
    if (begun) {
      return false;
    }
    begun = true;
    alone = true;
    live();
    return true;
  }

  /** Runs up to the next call, which it does not make yet, or to its end. */
  boolean run() {
    if (!begun) {
      begun = true;
      Thread.ofVirtual()
          .start(
              () -> {
                turn.acquireUninterruptibly();
                live();
                done.release();
              });
    }
    if (!ended) {
      turn.release();
      done.acquireUninterruptibly();
    }
    throwFailure();
    return !ended;
  }

  /** Called by the actor itself before each call: waits until it is let, and counts. */
  int waitForTurn() {
    waitsToWake();
    return calls++;
  }

  /** Called by the actor itself: waits until it is let. */
  void waitsToWake() {
    if (!alone) {
      done.release();
      turn.acquireUninterruptibly();
    }
  }

  void sleepsUntil(Instant time) {
    wakesAt = time;
  }

  Instant wakesAt() {
    return wakesAt;
  }

  void dies() {
    dead = true;
  }

  /** A new process takes over. */
  void isReborn() {
    dead = false;
  }

  boolean isDead() {
    return dead;
  }

  /** The service has given up on it and begun again, but its process still runs. */
  void isGivenUp() {
    zombie = true;
  }

  boolean isZombie() {
    return zombie;
  }

  boolean hasEnded() {
    return ended;
  }

  int calls() {
    return calls;
  }

  @Override
  public String toString() {
    return name;
  }

  private void live() {
    try {
      life.run();
    } catch (Throwable e) {
      failure = e;
    }
    ended = true;
    if (alone) {
      throwFailure();
    }
  }

  private void throwFailure() {
    if (failure != null) {
      throw new IllegalStateException(name + " broke", failure);
    }
  }
}
