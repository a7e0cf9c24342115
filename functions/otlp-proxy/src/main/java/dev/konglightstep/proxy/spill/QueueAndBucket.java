package dev.konglightstep.proxy.spill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Small batches wait in the queue, large ones in the bucket with a pointer in the queue. What the
 * queue did not take waits in the bucket alone, where the sweep finds it.
 *
 * <p>The pointer goes first. So each object has its place from the beginning: under {@link
 * Keys#POINTED} there is nothing that the queue does not know of, and under {@link Keys#ALONE}
 * nothing that it knows of. A pointer whose object never came leads nowhere, and the batch was not
 * promised to anybody; nor is one whose object came late, as from a frozen environment.
 */
public final class QueueAndBucket implements Spill {
  private final Optional<SpillQueue> queue;
  private final Optional<ObjectStore> bucket;
  private final Duration slice;
  private final InstantSource clock;
  private final Consumer<StoreException> queueFailed;

  /**
   * At least one of the two should be there.
   *
   * @param slice the most that one call may take
   * @param queueFailed told of what the queue did not take
   */
  public QueueAndBucket(
      Optional<SpillQueue> queue,
      Optional<ObjectStore> bucket,
      Duration slice,
      InstantSource clock,
      Consumer<StoreException> queueFailed) {
    this.queue = queue;
    this.bucket = bucket;
    this.slice = slice;
    this.clock = clock;
    this.queueFailed = queueFailed;
  }

  @Override
  public void keep(StoredBatch batch, Instant until) throws StoreException {
    String whole = SpillFormat.message(batch);
    boolean fits = whole.length() <= SpillQueue.MOST_BYTES;
    String key = Keys.of(batch);
    boolean queued = isQueued(fits ? whole : SpillFormat.pointer(batch, Keys.POINTED + key), until);
    if (queued && fits) {
      return;
    }
    bucket
        .orElseThrow(() -> new StoreException(withoutBucket(fits)))
        .put((queued ? Keys.POINTED : Keys.ALONE) + key, SpillFormat.object(batch), timeout(until));
    if (queued && clock.instant().isAfter(until)) {
      throw new StoreException("the object came so late that its pointer may be given up already");
    }
  }

  private boolean isQueued(String message, Instant until) {
    if (queue.isEmpty()) {
      return false;
    }
    try {
      queue.get().send(message, timeout(until));
      return true;
    } catch (StoreException e) {
      queueFailed.accept(e);
      return false;
    }
  }

  private static String withoutBucket(boolean fits) {
    return fits
        ? "the queue did not take the batch, and there is no SPILL_BUCKET"
        : "the batch is too large for the queue, and there is no SPILL_BUCKET";
  }

  private Duration timeout(Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    return left.compareTo(slice) < 0 ? left : slice;
  }
}
