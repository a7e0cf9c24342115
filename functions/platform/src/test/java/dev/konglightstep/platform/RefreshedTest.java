package dev.konglightstep.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.platform.Refreshed.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private final List<Duration> timeouts = new ArrayList<>();

  private final Refreshed<Integer> value =
      new Refreshed<>(this::load, MAX_AGE, () -> now, failures::add);

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
    pass(Duration.ofSeconds(10));
    assertThat(value.get(TIMEOUT)).isEqualTo(1);
    pass(Duration.ofMillis(1));
    assertThat(value.get(TIMEOUT)).isEqualTo(2);
  }

  @Test
  void get_valueOld_leavesHalfOfTheTimeToTheCaller() {
    value.get(TIMEOUT);
    pass(MAX_AGE.plusMillis(1));
    value.get(TIMEOUT);
    value.reread(PAUSE, TIMEOUT);

    assertThat(timeouts).containsExactly(TIMEOUT, Duration.ofMillis(500), TIMEOUT);
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
  void get_neverLoadedAndNobodyNeedsIt_pausesAsLongAsItIsTold() {
    Duration pause = Duration.ofSeconds(10);
    Refreshed<Integer> dispensable =
        new Refreshed<>(this::load, MAX_AGE, pause, () -> now, failures::add);
    broken = true;
    assertThatThrownBy(() -> dispensable.get(TIMEOUT)).hasMessage("broken");
    pass(pause);
    assertThatThrownBy(() -> dispensable.get(TIMEOUT)).hasMessage("broken");
    assertThat(failures).hasSize(1);

    broken = false;
    pass(Duration.ofMillis(1));
    assertThat(dispensable.get(TIMEOUT)).isEqualTo(1);
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

  private int load(Duration timeout) {
    timeouts.add(timeout);
    if (broken) {
      throw new IllegalStateException("broken");
    }
    return loads.incrementAndGet();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
