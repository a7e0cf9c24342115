package dev.konglightstep.standins.http;

import dev.konglightstep.core.http.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The layer of faults in front of a face: those for the next requests, then the standing one. */
public final class Faults {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition struck = lock.newCondition();
  private final Deque<Fault> next = new ArrayDeque<>();
  private @Nullable Fault standing;
  private Predicate<Request> victims = request -> true;
  private int strikes;

  /** Strikes the next request, after those that were queued before. */
  public void next(Fault fault) {
    locked(() -> next.add(fault));
  }

  /** Strikes every request from now on, until {@link #clear}. */
  public void always(Fault fault) {
    always(request -> true, fault);
  }

  /** Strikes every request of that kind from now on, until {@link #clear}. */
  public void always(Predicate<Request> victims, Fault fault) {
    locked(
        () -> {
          this.victims = victims;
          this.standing = fault;
        });
  }

  public void clear() {
    locked(
        () -> {
          next.clear();
          standing = null;
        });
  }

  /**
   * Waits until that many requests were struck since this object was made.
   *
   * @return whether they were, within that many seconds
   */
  public boolean awaitStrikes(int count, long seconds) throws InterruptedException {
    long left = TimeUnit.SECONDS.toNanos(seconds);
    lock.lock();
    try {
      while (strikes < count && left > 0) {
        left = struck.awaitNanos(left);
      }
      return strikes >= count;
    } finally {
      lock.unlock();
    }
  }

  /** How many requests were struck. */
  public int strikes() {
    lock.lock();
    try {
      return strikes;
    } finally {
      lock.unlock();
    }
  }

  /** The fault that strikes this request, if any. */
  Optional<Fault> strike(Request request) {
    lock.lock();
    try {
      Fault fault = next.isEmpty() ? standing(request) : next.remove();
      if (fault != null) {
        strikes++;
        struck.signalAll();
      }
      return Optional.ofNullable(fault);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Fault standing(Request request) {
    return victims.test(request) ? standing : null;
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }
}
