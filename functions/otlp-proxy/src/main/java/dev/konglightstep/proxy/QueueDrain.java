package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Backoff;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.spill.ObjectStore;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.SpillMessage;
import dev.konglightstep.proxy.spill.SpillQueue;
import dev.konglightstep.proxy.spill.StoreException;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drains what the queue of the spill delivers. */
final class QueueDrain {
  /** An object that is not there so long after its pointer was sent will not come any more. */
  private static final Duration LATEST = Duration.ofMinutes(1);

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(15));

  private final SpillDrain drain;
  private final SpillQueue queue;
  private final ObjectStore bucket;
  private final Keeper keeper;
  private final InstantSource clock;
  private final Patience patience;
  private final Log log;
  private final Metrics metrics;

  QueueDrain(
      SpillDrain drain,
      SpillQueue queue,
      ObjectStore bucket,
      Keeper keeper,
      InstantSource clock,
      Log log,
      Metrics metrics) {
    this.drain = drain;
    this.queue = queue;
    this.bucket = bucket;
    this.keeper = keeper;
    this.clock = clock;
    this.patience = new Patience(clock);
    this.log = log;
    this.metrics = metrics;
  }

  /**
   * Sends what the messages hold or point to.
   *
   * @param until when the last batch must be sent
   * @param end when all must be done
   * @return the messages that must stay in the queue, in their order
   */
  List<String> drain(List<DrainEvent.Message> messages, Instant until, Instant end) {
    Set<String> done = new HashSet<>();
    List<Held> held = new ArrayList<>();
    for (DrainEvent.Message message : messages) {
      take(message, done, held, until);
    }
    Drained drained = drain.drain(held, until);
    done.addAll(drained.done());
    for (Held one : held) {
      if (done.contains(one.id())) {
        one.object().ifPresent(key -> delete(key, end));
      }
    }
    List<DrainEvent.Message> left =
        messages.stream().filter(message -> !done.contains(message.id())).toList();
    left.forEach(message -> hide(message, drained.failure().flatMap(Failure::retryAfter), end));
    metrics.count("MessagesLeft", left.size());
    return left.stream().map(DrainEvent.Message::id).toList();
  }

  private void take(DrainEvent.Message message, Set<String> done, List<Held> held, Instant until) {
    try {
      switch (SpillFormat.readMessage(message.body())) {
        case SpillMessage.Whole(var batch) ->
            held.add(new Held(message.id(), batch, Optional.empty()));
        case SpillMessage.Pointer(String key) -> {
          Optional<Bytes> object = bucket.get(key, patience.until(until));
          if (object.isPresent()) {
            held.add(
                new Held(message.id(), SpillFormat.readObject(object.get()), Optional.of(key)));
          } else if (clock.instant().isAfter(message.sent().plus(LATEST))) {
            metrics.count("PointersToNothing", 1);
            done.add(message.id());
          }
        }
      }
    } catch (StoreException e) {
      log.warn("an object of the spill cannot be read", why(e));
    } catch (UnreadableMessageException e) {
      log.error("a message of the spill cannot be read", why(e));
      if (!e.isOfANewerVersion()
          && keeper.quarantinesUnreadable(Bytes.utf8(message.body()), text(e), until)) {
        done.add(message.id());
      }
    }
  }

  /** What is left behind is only garbage: the lifecycle of the bucket takes it away. */
  private void delete(String key, Instant end) {
    try {
      bucket.delete(key, patience.until(end));
    } catch (StoreException e) {
      log.warn("an object that was sent cannot be deleted", why(e));
    }
  }

  /** If this fails the message comes back after the queue's own visibility timeout. */
  private void hide(DrainEvent.Message message, Optional<Duration> wish, Instant end) {
    Duration pause = BACKOFF.delay(Math.max(0, message.receives() - 1));
    Duration longer = wish.filter(time -> time.compareTo(pause) > 0).orElse(pause);
    Duration time = longer.compareTo(BACKOFF.cap()) < 0 ? longer : BACKOFF.cap();
    try {
      queue.hide(message.receipt(), time, patience.until(end));
    } catch (StoreException e) {
      log.warn("a message cannot be hidden", why(e));
    }
  }

  private static Map<String, ?> why(Exception e) {
    return Map.of("why", text(e));
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
