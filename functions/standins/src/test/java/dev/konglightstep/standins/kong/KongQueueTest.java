package dev.konglightstep.standins.kong;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against kong/tools/queue.lua of Kong 3.9.3 and what a live Kong showed. */
class KongQueueTest {
  private final FlyingPace pace = new FlyingPace();
  private final List<List<Bytes>> attempts = new ArrayList<>();
  private final List<Duration> times = new ArrayList<>();

  @Test
  void processOnce_neverTaken_isGivenUpAfterFourteenAttemptsIn82Seconds()
      throws InterruptedException {
    KongQueue queue = queue(QueueSettings.DEFAULTS, false);
    fill(queue, 200);

    queue.processOnce();

    assertThat(attempts).hasSize(14);
    assertThat(times)
        .startsWith(millis(0), millis(10), millis(30), millis(70), millis(150))
        .endsWith(millis(20_470), millis(40_950), millis(81_910));
    assertThat(queue.givenUp()).isEqualTo(200);
    assertThat(queue.retries()).isEqualTo(13);
    assertThat(queue.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void processOnce_retries_carryTheSameEntries() throws InterruptedException {
    KongQueue queue = queue(QueueSettings.DEFAULTS, false, false, true);
    fill(queue, 450);

    queue.processOnce();

    assertThat(attempts).hasSize(3);
    assertThat(attempts.get(0)).hasSize(200).isEqualTo(attempts.get(1)).isEqualTo(attempts.get(2));
    assertThat(queue.givenUp()).isZero();
  }

  @Test
  void processOnce_lessThanABatch_goesOutAfterTheDelay() throws InterruptedException {
    KongQueue queue = queue(settings(200, 100, 10_000), true);
    fill(queue, 3);

    queue.processOnce();

    assertThat(attempts).containsExactly(entries(0, 3));
  }

  @Test
  void enqueue_fullQueue_dropsTheOldest() throws InterruptedException {
    KongQueue queue = queue(settings(4, 60, 6), true);
    fill(queue, 9);

    queue.processOnce();

    assertThat(queue.dropped()).isEqualTo(3);
    assertThat(attempts).containsExactly(entries(3, 7));
  }

  /** The flaw of the original: the window slides, and what is deleted was never sent. */
  @Test
  void enqueue_fullQueueDuringARetry_slidesTheWindow() throws InterruptedException {
    KongQueue queue = queue(settings(2, 60, 4), false, true);
    fill(queue, 4);
    pace.onSleep = () -> queue.enqueue(entry(4));

    queue.processOnce();

    assertThat(attempts).containsExactly(entries(0, 2), entries(1, 3));
    assertThat(queue.dropped()).isEqualTo(1);
  }

  private KongQueue queue(QueueSettings settings, Boolean... taken) {
    Instant start = pace.now;
    return new KongQueue(
        settings,
        batch -> {
          times.add(Duration.between(start, pace.now));
          attempts.add(batch);
          return taken[Math.min(attempts.size(), taken.length) - 1];
        },
        pace);
  }

  private static QueueSettings settings(int batch, int coalescingMillis, int maxEntries) {
    Backoff retryDelay = QueueSettings.DEFAULTS.retryDelay();
    return new QueueSettings(
        batch, Duration.ofMillis(coalescingMillis), maxEntries, retryDelay, Duration.ofSeconds(60));
  }

  private static void fill(KongQueue queue, int count) {
    entries(0, count).forEach(queue::enqueue);
  }

  private static List<Bytes> entries(int from, int to) {
    List<Bytes> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(entry(i));
    }
    return entries;
  }

  private static Bytes entry(int number) {
    return Bytes.utf8("span " + number);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  /** Time that passes only in sleep. */
  private static final class FlyingPace implements Pace {
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private Runnable onSleep = () -> {};

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void sleep(Duration duration) {
      now = now.plus(duration);
      onSleep.run();
    }
  }
}
