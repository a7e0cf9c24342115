package dev.konglightstep.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.platform.Refreshed.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One thread loads, another one comes meanwhile. */
class RefreshedWaitingTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MAX_AGE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final CountDownLatch loading = new CountDownLatch(1);
  private final CountDownLatch proceed = new CountDownLatch(1);
  private final List<Duration> timeouts = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private volatile boolean held;
  private volatile boolean broken;

  private final Refreshed<Integer> value =
      new Refreshed<>(this::load, MAX_AGE, () -> now, failure -> {});

  @Test
  void get_noValueYet_waitsAndLoadsOnce() throws Exception {
    held = true;
    Started<Integer> first = Started.of(() -> value.get(TIMEOUT));
    awaitLoading();
    Started<Integer> second = Started.of(() -> value.get(TIMEOUT));
    second.awaitBlocked();
    proceed.countDown();

    assertThat(first.result()).isEqualTo(1);
    assertThat(second.result()).isEqualTo(1);
    assertThat(timeouts).hasSize(1);
  }

  @Test
  void get_valueOld_doesNotWaitForTheOneWhoLoads() throws Exception {
    value.get(TIMEOUT);
    pass(MAX_AGE.plusMillis(1));
    held = true;
    Started<Integer> first = Started.of(() -> value.get(TIMEOUT));
    awaitLoading();

    assertThat(value.get(TIMEOUT)).isEqualTo(1);
    proceed.countDown();
    assertThat(first.result()).isEqualTo(2);
  }

  /** However long the load took: who came while it ran has its result, good or bad. */
  @Test
  void reread_whileAnotherRuns_sharesWhatItFinds() throws Exception {
    value.get(TIMEOUT);
    held = true;
    broken = true;
    Started<Reading<Integer>> first = Started.of(() -> value.reread(PAUSE, TIMEOUT));
    awaitLoading();
    Started<Reading<Integer>> second = Started.of(() -> value.reread(PAUSE, TIMEOUT));
    second.awaitBlocked();
    pass(PAUSE.multipliedBy(2));
    proceed.countDown();

    Reading<Integer> failed = new Reading<>(Optional.of(1), false);
    assertThat(first.result()).isEqualTo(failed);
    assertThat(second.result()).isEqualTo(failed);
    assertThat(timeouts).hasSize(2);
  }

  @Test
  void reread_afterALoadByAge_hasTheTimeThatIsLeft() throws Exception {
    value.get(TIMEOUT);
    pass(MAX_AGE.plusMillis(1));
    held = true;
    Started<Integer> byAge = Started.of(() -> value.get(TIMEOUT));
    awaitLoading();
    Started<Reading<Integer>> reread = Started.of(() -> value.reread(PAUSE, TIMEOUT));
    reread.awaitBlocked();
    pass(Duration.ofMillis(800));
    proceed.countDown();

    assertThat(byAge.result()).isEqualTo(2);
    assertThat(reread.result()).isEqualTo(new Reading<>(Optional.of(3), true));
    assertThat(timeouts)
        .containsExactly(TIMEOUT, TIMEOUT.dividedBy(2), TIMEOUT.minus(Duration.ofMillis(800)));
  }

  private int load(Duration timeout) {
    timeouts.add(timeout);
    int load = timeouts.size();
    if (held) {
      loading.countDown();
      await(proceed);
    }
    if (broken) {
      throw new IllegalStateException("broken");
    }
    return load;
  }

  private void awaitLoading() {
    await(loading);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A call in a thread of its own. */
  private record Started<T>(Thread thread, FutureTask<T> task) {
    static <T> Started<T> of(Supplier<T> call) {
      FutureTask<T> task = new FutureTask<>(call::get);
      return new Started<>(Thread.ofPlatform().start(task), task);
    }

    /** Waits until the thread waits for another one. */
    void awaitBlocked() {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (thread.getState() != Thread.State.WAITING) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.onSpinWait();
      }
    }

    T result() throws Exception {
      return task.get(10, TimeUnit.SECONDS);
    }
  }
}
