package dev.konglightstep.proxy.soak;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that one fiber waits for and another one brings about. */
final class Signal {
  private final Timeline timeline;
  private @Nullable Wait waiting;
  private boolean raised;

  Signal(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Wakes whoever waits; without one, the next who waits does not. */
  void raise() {
    raised = true;
    Wait woken = waiting;
    if (woken != null) {
      waiting = null;
      timeline.at(timeline.instant(), () -> timeline.resume(woken.fiber));
    }
  }

  /**
   * Waits for it, and takes it back.
   *
   * @return whether it was raised in time
   */
  boolean await(Duration timeout) {
    if (!raised) {
      Wait wait = new Wait(timeline.running());
      waiting = wait;
      timeline.in(timeout, () -> giveUp(wait));
      wait.fiber.pause();
    }
    boolean before = raised;
    raised = false;
    return before;
  }

  private void giveUp(Wait wait) {
    if (waiting == wait) {
      waiting = null;
      timeline.resume(wait.fiber);
    }
  }

  /** One wait; the next one of the same fiber is another. */
  private static final class Wait {
    private final Fiber fiber;

    Wait(Fiber fiber) {
      this.fiber = fiber;
    }
  }
}
