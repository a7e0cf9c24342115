package dev.konglightstep.proxy.latency;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Hands figures on now and then, inside invocations, for an environment is frozen between them.
 * What was not taken is sent again, the same bytes, since it may have come in; meanwhile nothing is
 * taken out of where it adds up, so that an outage costs no memory and no figure, only points in
 * time.
 *
 * <p>Thread-safe; one thread sends, and others do not wait for it.
 */
final class Outbox {
  /** From one handing on to the next, at least. */
  static final Duration INTERVAL = Duration.ofSeconds(30);

  /** What Kong's answer may wait for it. */
  private static final Duration MOST = Duration.ofSeconds(1);

  /** With less time left it waits for the next invocation. */
  private static final Duration LEAST = Duration.ofMillis(300);

  /** Policies may change while the backend is down. */
  private static final int MOST_PARCELS = 4;

  private final InstantSource clock;
  private final Log log;
  private final Metrics metrics;
  private final ReentrantLock sending = new ReentrantLock();
  private final Deque<Parcel> parcels = new ArrayDeque<>();
  private Optional<Instant> due = Optional.empty();

  /** Nothing is in it. */
  Outbox(InstantSource clock, Log log, Metrics metrics) {
    this.clock = clock;
    this.log = log;
    this.metrics = metrics;
  }

  /** Says that there is something to hand on, an interval from now if there was nothing before. */
  synchronized void open() {
    if (due.isEmpty()) {
      due = Optional.of(clock.instant().plus(INTERVAL));
    }
  }

  synchronized boolean isFull() {
    return parcels.size() >= MOST_PARCELS;
  }

  /** Puts something in; nothing if it is empty. */
  synchronized void put(Parcel parcel) {
    if (!parcel.body().isEmpty()) {
      parcels.add(parcel);
    }
  }

  /**
   * Hands on what is here and then what adds up, if it is time to.
   *
   * @param more takes that out
   * @param until when it must have returned
   */
  void flush(Supplier<Optional<Parcel>> more, Instant until) {
    if (!sending.tryLock()) {
      return;
    }
    try {
      Instant now = clock.instant();
      Instant end = until.isBefore(now.plus(MOST)) ? until : now.plus(MOST);
      if (isDue(now) && leavesTime(end)) {
        postpone(now);
        if (sendAll(end)) {
          more.get().ifPresent(this::put);
          sendAll(end);
        }
      }
    } finally {
      sending.unlock();
    }
  }

  private synchronized boolean isDue(Instant now) {
    return due.isPresent() && !now.isBefore(due.get());
  }

  private synchronized void postpone(Instant now) {
    due = Optional.of(now.plus(INTERVAL));
  }

  private synchronized Optional<Parcel> first() {
    return Optional.ofNullable(parcels.peekFirst());
  }

  private synchronized void removeFirst() {
    parcels.removeFirst();
  }

  private boolean leavesTime(Instant until) {
    return !clock.instant().plus(LEAST).isAfter(until);
  }

  /** Whether nothing is left. */
  private boolean sendAll(Instant until) {
    Optional<Parcel> next = first();
    while (next.isPresent()) {
      if (!leavesTime(until) || !isDone(next.get(), until)) {
        return false;
      }
      removeFirst();
      next = first();
    }
    return true;
  }

  /** Whether a parcel needs no other try. */
  private boolean isDone(Parcel parcel, Instant until) {
    try {
      return isDone(parcel.sink().send(parcel.body(), until));
    } catch (IOException | SecretUnavailableException e) {
      return later(String.valueOf(e.getMessage()));
    }
  }

  private boolean isDone(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> {
        metrics.count("FiguresRejected", accepted.response().rejected());
        yield true;
      }
      case Verdict.Refused(int status) -> refused("status " + status);
      case Verdict.TooLarge(int status) ->
          refused("status " + status + ", too large; lower latency.max_series in the policy");
      case Verdict.TokenRefused(int status) -> later("status " + status);
      case Verdict.TryLater later -> later("status " + later.status());
      case Verdict.Unexpected(int status) -> later("status " + status);
    };
  }

  private boolean later(String why) {
    metrics.count("FigureFailures", 1);
    log.warn("figures are not taken now; they stay", Map.of("why", why));
    return false;
  }

  /** The same bytes would be refused again, and those after them would wait for ever. */
  private boolean refused(String why) {
    metrics.count("FiguresRefused", 1);
    log.error("figures are refused, and lost", Map.of("why", why));
    return true;
  }

  /** Figures on their way. */
  record Parcel(Bytes body, Sink sink) {}
}
