package dev.konglightstep.standins.kong;

import dev.konglightstep.core.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The queue of a Kong worker, with the behaviour of kong/tools/queue.lua (3.9.3), its flaws
 * included: a batch is read from the front of the queue again for each attempt, so when the queue
 * overflows during a retry, the window slides and entries are deleted that were never sent.
 */
public final class KongQueue {
  /** With less left to wait than this, a batch goes out as it is. */
  private static final Duration COALESCE_MIN_TIME = Duration.ofMillis(50);

  private final QueueSettings settings;
  private final Predicate<List<Bytes>> handler;
  private final Pace pace;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Bytes> entries = new ArrayList<>();
  private int waiting;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();

  /**
   * An empty queue.
   *
   * @param handler sends entries and says whether the receiver took them
   */
  public KongQueue(QueueSettings settings, Predicate<List<Bytes>> handler, Pace pace) {
    this.settings = settings;
    this.handler = handler;
    this.pace = pace;
  }

  /** Adds an entry; the oldest one makes room for it in a full queue. */
  public void enqueue(Bytes entry) {
    lock.lock();
    try {
      if (entries.size() == settings.maxEntries()) {
        entries.removeFirst();
        waiting--;
        dropped.incrementAndGet();
      }
      entries.add(entry);
      waiting++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for an entry, collects a batch, and sends it until it is taken or given up. */
  public void processOnce() throws InterruptedException {
    int count = collect();
    Instant started = pace.now();
    for (int retry = 0; !handler.test(front(count)); retry++) {
      if (started.plus(settings.maxRetryTime()).isBefore(pace.now())) {
        givenUp.addAndGet(count);
        break;
      }
      pace.sleep(settings.retryDelay().delay(retry));
      retries.incrementAndGet();
    }
    remove(count);
  }

  /** How many entries wait to become part of a batch. */
  public int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** How many entries there are, those of a batch on its way included. */
  public int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the queue holds nothing, neither waiting nor on its way. */
  public boolean awaitEmpty(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (!entries.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return entries.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** How many entries were pushed out of the full queue. */
  public long dropped() {
    return dropped.get();
  }

  /** How many entries were lost after the last attempt. */
  public long givenUp() {
    return givenUp.get();
  }

  /** How many times a batch was sent again. */
  public long retries() {
    return retries.get();
  }

  /** How many entries the next batch has. */
  private int collect() throws InterruptedException {
    lock.lock();
    try {
      while (waiting == 0) {
        changed.await();
      }
      long left = settings.maxCoalescingDelay().toNanos();
      while (waiting < settings.maxBatchSize() && left >= COALESCE_MIN_TIME.toNanos()) {
        left = changed.awaitNanos(left);
      }
      int count = Math.min(waiting, settings.maxBatchSize());
      waiting -= count;
      return count;
    } finally {
      lock.unlock();
    }
  }

  private List<Bytes> front(int count) {
    lock.lock();
    try {
      return List.copyOf(entries.subList(0, Math.min(count, entries.size())));
    } finally {
      lock.unlock();
    }
  }

  private void remove(int count) {
    lock.lock();
    try {
      entries.subList(0, Math.min(count, entries.size())).clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
