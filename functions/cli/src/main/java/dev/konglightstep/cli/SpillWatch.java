package dev.konglightstep.cli;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.proxy.Stores;
import dev.konglightstep.proxy.spill.Keys;
import dev.konglightstep.proxy.spill.ObjectStore;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.SpillMessage;
import dev.konglightstep.proxy.spill.SpillQueue;
import dev.konglightstep.proxy.spill.StoreException;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Sees what the proxy puts into the spill, once the store has it. */
final class SpillWatch {
  private final List<StoredBatch> queued = new ArrayList<>();
  private final List<StoredBatch> alone = new ArrayList<>();
  private final List<StoredBatch> pointed = new ArrayList<>();

  /** The same stores, watched. */
  Stores over(Stores stores) {
    return new Stores(stores.queue().map(Queue::new), stores.bucket().map(Bucket::new));
  }

  /** All batches that were stored, wherever. */
  synchronized List<StoredBatch> seen() {
    List<StoredBatch> seen = new ArrayList<>(queued);
    seen.addAll(alone);
    seen.addAll(pointed);
    return seen;
  }

  /** Waits until the queue has got that many batches. */
  boolean awaitQueued(int batches, Duration patience) throws InterruptedException {
    return await(queued::size, batches, patience);
  }

  /** Waits until the bucket has got that many batches that the queue did not take. */
  boolean awaitAlone(int batches, Duration patience) throws InterruptedException {
    return await(alone::size, batches, patience);
  }

  private synchronized boolean await(IntSupplier size, int batches, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (size.getAsInt() < batches && System.nanoTime() < end) {
      wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    return size.getAsInt() >= batches;
  }

  private synchronized void note(List<StoredBatch> where, StoredBatch batch) {
    where.add(batch);
    notifyAll();
  }

  private void sent(String message) {
    try {
      if (SpillFormat.readMessage(message) instanceof SpillMessage.Whole(StoredBatch batch)) {
        note(queued, batch);
      }
    } catch (UnreadableMessageException e) {
      throw new IllegalStateException("the proxy spilled what is no message", e);
    }
  }

  private void stored(String key, Bytes object) {
    if (!key.startsWith(Keys.POINTED) && !key.startsWith(Keys.ALONE)) {
      return;
    }
    try {
      note(key.startsWith(Keys.ALONE) ? alone : pointed, SpillFormat.readObject(object));
    } catch (UnreadableMessageException e) {
      throw new IllegalStateException("the proxy spilled what is no batch", e);
    }
  }

  /** The queue, watched. */
  private final class Queue implements SpillQueue {
    private final SpillQueue queue;

    Queue(SpillQueue queue) {
      this.queue = queue;
    }

    @Override
    public void send(String message, Duration timeout) throws StoreException {
      queue.send(message, timeout);
      sent(message);
    }

    @Override
    public void hide(String receipt, Duration time, Duration timeout) throws StoreException {
      queue.hide(receipt, time, timeout);
    }
  }

  /** The bucket, watched. */
  private final class Bucket implements ObjectStore {
    private final ObjectStore bucket;

    Bucket(ObjectStore bucket) {
      this.bucket = bucket;
    }

    @Override
    public void put(String key, Bytes body, Duration timeout) throws StoreException {
      bucket.put(key, body, timeout);
      stored(key, body);
    }

    @Override
    public Optional<Bytes> get(String key, Duration timeout) throws StoreException {
      return bucket.get(key, timeout);
    }

    @Override
    public void delete(String key, Duration timeout) throws StoreException {
      bucket.delete(key, timeout);
    }

    @Override
    public List<String> keys(String prefix, String after, int most, Duration timeout)
        throws StoreException {
      return bucket.keys(prefix, after, most, timeout);
    }
  }
}
