package dev.konglightstep.proxy.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is stored where, in which order, and with how much time. */
class QueueAndBucketTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Duration SLICE = Duration.ofMillis(700);

  private final List<String> calls = new ArrayList<>();
  private final List<StoreException> told = new ArrayList<>();
  private boolean queueFails;
  private boolean bucketFails;
  private Duration putTakes = Duration.ZERO;
  private Instant now = NOW;

  @Test
  void keep_small_isAMessage() throws StoreException {
    spill().keep(batch(100), NOW.plusSeconds(2));

    assertThat(calls).containsExactly("send whole 700");
  }

  @Test
  void keep_large_isAPointerAndThenAnObject() throws StoreException {
    spill().keep(batch(800_000), NOW.plusSeconds(2));

    assertThat(calls).containsExactly("send pointer 700", "put spill/pointed/ 700");
  }

  @Test
  void keep_queueFails_isAnObjectThatNothingPointsTo() throws StoreException {
    queueFails = true;

    spill().keep(batch(100), NOW.plusSeconds(2));
    spill().keep(batch(800_000), NOW.plusSeconds(2));

    assertThat(calls)
        .containsExactly(
            "send whole 700", "put spill/alone/ 700", "send pointer 700", "put spill/alone/ 700");
    assertThat(told).hasSize(2);
  }

  @Test
  void keep_bothFail_isSaid() {
    queueFails = true;
    bucketFails = true;

    assertThatThrownBy(() -> spill().keep(batch(100), NOW.plusSeconds(2)))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void keep_pointerWithoutObject_isNotStored() {
    bucketFails = true;

    assertThatThrownBy(() -> spill().keep(batch(800_000), NOW.plusSeconds(2)))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void keep_objectLate_isNotStoredIfAPointerMayBeGivenUp() throws StoreException {
    putTakes = Duration.ofSeconds(70);

    assertThatThrownBy(() -> spill().keep(batch(800_000), NOW.plusSeconds(2)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("came so late");
    now = NOW;
    queueFails = true;
    spill().keep(batch(800_000), NOW.plusSeconds(2));
  }

  @Test
  void keep_littleTime_isAllThatACallGets() throws StoreException {
    queueFails = true;

    spill().keep(batch(100), NOW.plusMillis(250));

    assertThat(calls).containsExactly("send whole 250", "put spill/alone/ 250");
  }

  @Test
  void keep_withoutABucket_takesWhatTheQueueTakes() throws StoreException {
    Spill spill =
        new QueueAndBucket(Optional.of(queue()), Optional.empty(), SLICE, () -> NOW, told::add);

    spill.keep(batch(100), NOW.plusSeconds(2));

    assertThatThrownBy(() -> spill.keep(batch(800_000), NOW.plusSeconds(2)))
        .hasMessage("the batch is too large for the queue, and there is no SPILL_BUCKET");
    queueFails = true;
    assertThatThrownBy(() -> spill.keep(batch(100), NOW.plusSeconds(2)))
        .hasMessage("the queue did not take the batch, and there is no SPILL_BUCKET");
  }

  @Test
  void keep_withoutAQueue_isAnObjectThatNothingPointsTo() throws StoreException {
    new QueueAndBucket(Optional.empty(), Optional.of(bucket()), SLICE, () -> NOW, told::add)
        .keep(batch(100), NOW.plusSeconds(2));

    assertThat(calls).containsExactly("put spill/alone/ 700");
    assertThat(told).isEmpty();
  }

  private Spill spill() {
    return new QueueAndBucket(
        Optional.of(queue()), Optional.of(bucket()), SLICE, () -> now, told::add);
  }

  private SpillQueue queue() {
    return new SpillQueue() {
      @Override
      public void send(String message, Duration timeout) throws StoreException {
        calls.add(
            "send "
                + (message.contains("\"object\"") ? "pointer " : "whole ")
                + timeout.toMillis());
        assertThat(message.length()).isLessThanOrEqualTo(MOST_BYTES);
        if (queueFails) {
          throw new StoreException("the queue fails");
        }
      }

      @Override
      public void hide(String receipt, Duration time, Duration timeout) {
        throw new AssertionError("nothing was received");
      }
    };
  }

  private ObjectStore bucket() {
    return new ObjectStore() {
      @Override
      public void put(String key, Bytes body, Duration timeout) throws StoreException {
        calls.add("put " + key.replaceAll("[^/]*$", "") + " " + timeout.toMillis());
        now = now.plus(putTakes);
        if (bucketFails) {
          throw new StoreException("the bucket fails");
        }
      }

      @Override
      public Optional<Bytes> get(String key, Duration timeout) {
        throw new AssertionError("nothing is read");
      }

      @Override
      public void delete(String key, Duration timeout) {
        throw new AssertionError("nothing is deleted");
      }

      @Override
      public List<String> keys(String prefix, String after, int most, Duration timeout) {
        throw new AssertionError("nothing is listed");
      }
    };
  }

  private static StoredBatch batch(int size) {
    byte[] gzip = new byte[size];
    new Random(size).nextBytes(gzip);
    return new StoredBatch(Signal.TRACES, "lightstep", 200, NOW, Bytes.of(gzip));
  }
}
