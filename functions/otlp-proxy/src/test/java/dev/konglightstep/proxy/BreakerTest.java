package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Failure FAILED = Failure.unexpected(500);

  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final Circuit circuit = new Circuit(() -> now);

  @Test
  void admits_failuresInARow_untilTheThird() {
    fail(2);
    assertThat(circuit.admits()).isTrue();
    circuit.tell(Optional.of(FAILED));
    assertThat(circuit.admits()).isFalse();
  }

  @Test
  void admits_aSuccessBetween_countsAnew() {
    fail(2);
    circuit.tell(Optional.empty());
    fail(2);
    assertThat(circuit.admits()).isTrue();
  }

  @Test
  void admits_open_oneTrialForEachInterval() {
    fail(3);
    now = now.plus(Breaker.INTERVAL).minusMillis(1);
    assertThat(circuit.admits()).isFalse();
    now = now.plusMillis(1);
    assertThat(circuit.admits()).isTrue();
    assertThat(circuit.admits()).isFalse();
    circuit.tell(Optional.of(FAILED));
    assertThat(circuit.admits()).isFalse();

    now = now.plus(Breaker.INTERVAL);
    assertThat(circuit.admits()).isTrue();
    circuit.tell(Optional.empty());
    assertThat(circuit.admits()).isTrue();
    assertThat(circuit.admits()).isTrue();
  }

  /** Whoever was admitted may die before it can tell. */
  @Test
  void admits_aTrialThatNeverTells_isFollowedByAnother() {
    fail(3);
    now = now.plus(Breaker.INTERVAL);
    assertThat(circuit.admits()).isTrue();
    now = now.plus(Breaker.INTERVAL);
    assertThat(circuit.admits()).isTrue();
  }

  @Test
  void admits_backendAsksForAPause_fromTheFirstFailureOn() {
    pause(Duration.ofSeconds(60));
    now = now.plusSeconds(59);
    assertThat(circuit.admits()).isFalse();
    now = now.plusSeconds(1);
    assertThat(circuit.admits()).isTrue();
  }

  @Test
  void admits_backendAsksForAYear_fiveMinutesLater() {
    pause(Duration.ofDays(365));
    now = now.plus(Breaker.LONGEST).minusMillis(1);
    assertThat(circuit.admits()).isFalse();
    now = now.plusMillis(1);
    assertThat(circuit.admits()).isTrue();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(circuit.admits()).isTrue();
      circuit.tell(Optional.of(FAILED));
    }
  }

  private void pause(Duration time) {
    circuit.tell(Optional.of(new Failure("busy", "status 429", Optional.of(time), false)));
  }
}
