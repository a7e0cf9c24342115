package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.spill.Keys;
import dev.konglightstep.proxy.spill.ObjectStore;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.StoreException;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends the batches that wait in the bucket and that no message points to. */
final class Sweep {
  /** How many objects are in memory at a time. */
  private static final int AT_ONCE = 16;

  private final SpillDrain drain;
  private final ObjectStore bucket;
  private final Keeper keeper;
  private final InstantSource clock;
  private final Patience patience;
  private final Log log;
  private final Metrics metrics;

  Sweep(
      SpillDrain drain,
      ObjectStore bucket,
      Keeper keeper,
      InstantSource clock,
      Log log,
      Metrics metrics) {
    this.drain = drain;
    this.bucket = bucket;
    this.keeper = keeper;
    this.clock = clock;
    this.patience = new Patience(clock);
    this.log = log;
    this.metrics = metrics;
  }

  /**
   * Sends batch after batch, the oldest first, until none is left, the backend takes no more, or
   * time is over.
   *
   * @param until when the last batch must be sent
   * @param end when all must be done
   * @return how many objects went
   */
  int sweep(Instant until, Instant end) {
    int swept = 0;
    String after = "";
    try {
      List<String> keys = keys(after, until);
      while (!keys.isEmpty() && clock.instant().isBefore(until)) {
        after = keys.getLast();
        List<Held> held = new ArrayList<>();
        for (String key : keys) {
          swept += take(key, held, until);
        }
        Drained drained = drain.drain(held, until);
        for (String key : drained.done()) {
          bucket.delete(key, patience.until(end));
          swept++;
        }
        keys = drained.failure().isPresent() ? List.of() : keys(after, until);
      }
    } catch (StoreException e) {
      log.warn("the sweep of the spill ends early", why(e));
    }
    metrics.count("ObjectsSwept", swept);
    return swept;
  }

  private List<String> keys(String after, Instant until) throws StoreException {
    return bucket.keys(Keys.ALONE, after, AT_ONCE, patience.until(until));
  }

  /** How many objects went into quarantine: none or one. */
  private int take(String key, List<Held> held, Instant until) throws StoreException {
    Optional<Bytes> object = bucket.get(key, patience.until(until));
    if (object.isEmpty()) {
      return 0;
    }
    try {
      held.add(new Held(key, SpillFormat.readObject(object.get()), Optional.empty()));
      return 0;
    } catch (UnreadableMessageException e) {
      log.error("an object of the spill cannot be read", why(e));
      if (e.isOfANewerVersion()
          || !keeper.quarantinesUnreadable(object.get(), String.valueOf(e.getMessage()), until)) {
        return 0;
      }
      bucket.delete(key, patience.until(until));
      return 1;
    }
  }

  private static Map<String, ?> why(Exception e) {
    return Map.of("why", String.valueOf(e.getMessage()));
  }
}
