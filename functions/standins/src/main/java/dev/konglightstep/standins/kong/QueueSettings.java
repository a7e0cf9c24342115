package dev.konglightstep.standins.kong;

import dev.konglightstep.core.http.Backoff;
import java.time.Duration;

/** A plugin's {@code queue} record (kong/tools/queue_schema.lua). */
public record QueueSettings(
    int maxBatchSize,
    Duration maxCoalescingDelay,
    int maxEntries,
    Backoff retryDelay,
    Duration maxRetryTime) {

  /** What Kong 3.9.3 uses where the configuration says nothing. */
  public static final QueueSettings DEFAULTS =
      new QueueSettings(
          200,
          Duration.ofSeconds(1),
          10_000,
          new Backoff(Duration.ofMillis(10), Duration.ofSeconds(60)),
          Duration.ofSeconds(60));
}
