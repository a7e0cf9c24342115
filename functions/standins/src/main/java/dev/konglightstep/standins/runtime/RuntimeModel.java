package dev.konglightstep.standins.runtime;

import dev.konglightstep.core.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for a function, and what became of each. Several may be out at a time, as on
 * Managed Instances. An event that was handed out is not handed out again: a caller that goes away
 * while it waits for one loses it.
 */
public final class RuntimeModel {
  private final InstantSource clock;
  private final Duration timeout;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Set<String> running = new HashSet<>();
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private int invoked;
  private Outcome.@Nullable Failed initError;

  /**
   * Has no event yet.
   *
   * @param timeout that the function has for each event, from when it takes it
   */
  public RuntimeModel(InstantSource clock, Duration timeout) {
    this.clock = clock;
    this.timeout = timeout;
  }

  /**
   * Queues an event.
   *
   * @return its request id
   */
  public String invoke(Bytes event) {
    return locked(
        () -> {
          String requestId = "00000000-0000-4000-8000-%012d".formatted(++invoked);
          waiting.add(new Waiting(requestId, event));
          return requestId;
        });
  }

  /** The next event, as soon as there is one. */
  public Invocation next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        changed.await();
      }
      Waiting next = waiting.remove();
      running.add(next.requestId);
      return new Invocation(next.requestId, next.event, clock.instant().plus(timeout));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends an event.
   *
   * @return whether it was out; each event ends once
   */
  public boolean end(String requestId, Outcome outcome) {
    return locked(
        () -> {
          boolean known = running.remove(requestId);
          if (known) {
            outcomes.put(requestId, outcome);
          }
          return known;
        });
  }

  /** The function could not be started. */
  public void failInit(Outcome.Failed failure) {
    locked(() -> initError = failure);
  }

  /** What became of an event; empty if it has not ended within that many seconds. */
  public Optional<Outcome> awaitOutcome(String requestId, long seconds)
      throws InterruptedException {
    return await(() -> outcomes.get(requestId), seconds);
  }

  /** Why the function could not be started; empty if nothing was said within that many seconds. */
  public Optional<Outcome.Failed> awaitInitError(long seconds) throws InterruptedException {
    return await(() -> initError, seconds);
  }

  private <T> Optional<T> await(Supplier<@Nullable T> wanted, long seconds)
      throws InterruptedException {
    long left = TimeUnit.SECONDS.toNanos(seconds);
    lock.lockInterruptibly();
    try {
      T found = wanted.get();
      while (found == null && left > 0) {
        left = changed.awaitNanos(left);
        found = wanted.get();
      }
      return Optional.ofNullable(found);
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> change) {
    lock.lock();
    try {
      T result = change.get();
      changed.signalAll();
      return result;
    } finally {
      lock.unlock();
    }
  }

  private record Waiting(String requestId, Bytes event) {}
}
