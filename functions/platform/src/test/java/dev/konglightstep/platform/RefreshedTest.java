package dev.konglightstep.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.platform.Refreshed.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RefreshedTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MAX_AGE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final AtomicInteger loads = new AtomicInteger();
  private final List<RuntimeException> failures = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private boolean broken;

  private final Refreshed<Integer> value =
      new Refreshed<>(timeout -> load(), MAX_AGE, () -> now, failures::add);

  @Test
  void get_again_loadsOnce() {
    assertThat(value.get(TIMEOUT)).isEqualTo(1);
    pass(MAX_AGE);
    assertThat(value.get(TIMEOUT)).isEqualTo(1);
    pass(Duration.ofMillis(1));
    assertThat(value.get(TIMEOUT)).isEqualTo(2);
  }

  @Test
  void get_sourceBroken_keepsTheLastGoodValue() {
    value.get(TIMEOUT);
    broken = true;
    pass(MAX_AGE.plusMillis(1));

    assertThat(value.get(TIMEOUT)).isEqualTo(1);
    assertThat(value.get(TIMEOUT)).isEqualTo(1);
    assertThat(failures).hasSize(1);

    broken = false;
    pass(Duration.ofSeconds(2));
    assertThat(value.get(TIMEOUT)).isEqualTo(2);
  }

  @Test
  void get_neverLoaded_throwsAndAsksAtMostOnceASecond() {
    broken = true;

    assertThatThrownBy(() -> value.get(TIMEOUT)).hasMessage("broken");
    assertThatThrownBy(() -> value.get(TIMEOUT)).hasMessage("broken");
    assertThat(failures).hasSize(1);

    broken = false;
    pass(Duration.ofMillis(1001));
    assertThat(value.get(TIMEOUT)).isEqualTo(1);
  }

  @Test
  void get_clockSetBack_loadsAgain() {
    value.get(TIMEOUT);
    now = now.minus(Duration.ofDays(1));

    assertThat(value.get(TIMEOUT)).isEqualTo(2);
  }

  @Test
  void reread_loadsAtMostOncePerPause() {
    value.get(TIMEOUT);

    assertThat(value.reread(PAUSE, TIMEOUT)).isEqualTo(new Reading<>(Optional.of(2), true));
    pass(PAUSE);
    assertThat(value.reread(PAUSE, TIMEOUT)).isEqualTo(new Reading<>(Optional.of(2), true));
    pass(Duration.ofMillis(1));
    assertThat(value.reread(PAUSE, TIMEOUT)).isEqualTo(new Reading<>(Optional.of(3), true));
  }

  @Test
  void reread_sourceBroken_saysThatTheValueMayBeOld() {
    value.get(TIMEOUT);
    broken = true;

    assertThat(value.reread(PAUSE, TIMEOUT)).isEqualTo(new Reading<>(Optional.of(1), false));
    assertThat(value.reread(PAUSE, TIMEOUT)).isEqualTo(new Reading<>(Optional.of(1), false));
    assertThat(failures).hasSize(1);
  }

  @Test
  void get_severalThreads_loadOnce() throws InterruptedException, ExecutionException {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    AtomicInteger slowLoads = new AtomicInteger();
    Refreshed<Integer> slow =
        new Refreshed<>(
            timeout -> {
              loading.countDown();
              await(proceed);
              return slowLoads.incrementAndGet();
            },
            MAX_AGE,
            () -> now,
            failures::add);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = threads.submit(() -> slow.get(TIMEOUT));
      await(loading);
      Future<Integer> second = threads.submit(() -> slow.get(TIMEOUT));
      proceed.countDown();

      assertThat(first.get()).isEqualTo(1);
      assertThat(second.get()).isEqualTo(1);
    }
    assertThat(slowLoads).hasValue(1);
  }

  private int load() {
    if (broken) {
      throw new IllegalStateException("broken");
    }
    return loads.incrementAndGet();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
