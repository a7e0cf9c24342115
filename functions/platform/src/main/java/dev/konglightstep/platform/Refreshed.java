package dev.konglightstep.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One value that is loaded when it is first asked for, loaded again when it is old, and kept when
 * loading fails. Ages are checked on the next call by the wall clock, because timers stop in a
 * frozen environment. One thread loads at a time; the others wait only if there is no value yet.
 */
public final class Refreshed<T> {
  private static final Duration PAUSE_WITHOUT_VALUE = Duration.ofSeconds(1);

  /** Longer, for every attempt costs its caller time and there is something to live on. */
  private static final Duration PAUSE_WITH_VALUE = Duration.ofSeconds(10);

  private final Source<T> source;
  private final Duration maxAge;
  private final Duration pauseWithoutValue;
  private final InstantSource clock;
  private final Consumer<RuntimeException> onFailure;
  private final ReentrantLock loading = new ReentrantLock();
  private Instant rereadAt = Instant.MIN;
  private volatile State<T> state = new State<>(null, Instant.MIN, Instant.MIN, null);

  /**
   * Loads nothing yet.
   *
   * @param maxAge after which the value is loaded again
   * @param onFailure is told of each load that failed, whether or not an older value stands in
   */
  public Refreshed(
      Source<T> source,
      Duration maxAge,
      InstantSource clock,
      Consumer<RuntimeException> onFailure) {
    this(source, maxAge, PAUSE_WITHOUT_VALUE, clock, onFailure);
  }

  /**
   * The same, for callers who can go on without a value.
   *
   * @param pauseWithoutValue between attempts while there is none: each costs its caller time
   */
  public Refreshed(
      Source<T> source,
      Duration maxAge,
      Duration pauseWithoutValue,
      InstantSource clock,
      Consumer<RuntimeException> onFailure) {
    this.source = source;
    this.maxAge = maxAge;
    this.pauseWithoutValue = pauseWithoutValue;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  /**
   * The value, at most {@code maxAge} old if the source can be reached. While there is an old one,
   * a load takes at most half of the time: the caller needs the rest for what it wants the value
   * for.
   *
   * @param timeout for a load, should one be needed
   * @throws RuntimeException what the source threw, if there never was a value
   */
  public T get(Duration timeout) {
    State<T> seen = state;
    T value = seen.value;
    if (value != null && isFreshEnough(seen)) {
      return value;
    }
    Instant until = clock.instant().plus(timeout);
    if (value == null) {
      loading.lock();
    } else if (!loading.tryLock()) {
      return value;
    }
    try {
      if (isFreshEnough(state)) {
        return state.orThrow();
      }
      Duration left = left(until);
      return load(state.value == null ? left : left.dividedBy(2)).orThrow();
    } finally {
      loading.unlock();
    }
  }

  /**
   * Loads again for somebody who learned that the value may be out of date, unless it was so loaded
   * less than {@code pause} ago, or while it waited: then what that load found is the answer. A
   * load by age or the first one does not count, for the world may have changed since.
   */
  public Reading<T> reread(Duration pause, Duration timeout) {
    Instant until = clock.instant().plus(timeout);
    loading.lock();
    try {
      State<T> seen = state;
      if (isOlder(rereadAt, pause)) {
        seen = load(left(until));
        rereadAt = clock.instant();
      }
      return new Reading<>(Optional.ofNullable(seen.value), seen.failure == null);
    } finally {
      loading.unlock();
    }
  }

  private State<T> load(Duration timeout) {
    Instant began = clock.instant();
    State<T> before = state;
    try {
      state = new State<>(source.load(timeout), began, Instant.MIN, null);
    } catch (RuntimeException e) {
      onFailure.accept(e);
      state = new State<>(before.value, before.loadedAt, clock.instant(), e);
    }
    return state;
  }

  private boolean isFreshEnough(State<T> seen) {
    Duration pause = seen.value == null ? pauseWithoutValue : PAUSE_WITH_VALUE;
    boolean failedJustNow = seen.failure != null && !isOlder(seen.failedAt, pause);
    return failedJustNow || !isOlder(seen.loadedAt, maxAge);
  }

  /** What the wait for another thread's load has left. */
  private Duration left(Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** A time in the future counts as old: the clock was set back. */
  private boolean isOlder(Instant then, Duration age) {
    Instant now = clock.instant();
    return then.isAfter(now) || then.isBefore(now.minus(age));
  }

  /** Where the value comes from. */
  @FunctionalInterface
  public interface Source<T> {
    T load(Duration timeout);
  }

  /**
   * A value and whether it can be trusted to be the newest.
   *
   * @param value the newest one that was ever loaded
   * @param current whether the newest load succeeded
   */
  public record Reading<T>(Optional<T> value, boolean current) {}

  private record State<T>(
      @Nullable T value, Instant loadedAt, Instant failedAt, @Nullable RuntimeException failure) {
    T orThrow() {
      if (value != null) {
        return value;
      }
      throw failure != null ? failure : new IllegalStateException("nothing was loaded");
    }
  }
}
