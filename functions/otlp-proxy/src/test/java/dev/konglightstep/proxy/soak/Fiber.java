package dev.konglightstep.proxy.soak;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A life of its own that runs only when it is let, up to where it waits: so of many only one runs
 * at a time, and always the same one.
 */
final class Fiber {
  private final Semaphore turn = new Semaphore(0);
  private final Semaphore back = new Semaphore(0);
  private @Nullable Throwable failure;

  Fiber(Runnable life) {
    Thread.ofVirtual()
        .start(
            () -> {
              turn.acquireUninterruptibly();
              live(life);
              back.release();
            });
  }

  /**
   * Lets it run until it waits or ends.
   *
   * @throws IllegalStateException if it broke
   */
  void resume() {
    turn.release();
    back.acquireUninterruptibly();
    if (failure != null) {
      throw new IllegalStateException("the run broke", failure);
    }
  }

  /** Called by itself: waits until it is resumed. */
  void pause() {
    back.release();
    turn.acquireUninterruptibly();
  }

  private void live(Runnable life) {
    try {
      life.run();
    } catch (Throwable e) {
      failure = e;
    }
  }
}
