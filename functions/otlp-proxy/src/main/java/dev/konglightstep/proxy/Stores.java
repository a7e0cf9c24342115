package dev.konglightstep.proxy;

import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.aws.S3Bucket;
import dev.konglightstep.proxy.aws.SqsQueue;
import dev.konglightstep.proxy.spill.ObjectStore;
import dev.konglightstep.proxy.spill.Quarantine;
import dev.konglightstep.proxy.spill.QuarantineBucket;
import dev.konglightstep.proxy.spill.QueueAndBucket;
import dev.konglightstep.proxy.spill.Spill;
import dev.konglightstep.proxy.spill.SpillQueue;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The queue and the bucket of the spill and the quarantine.
 *
 * @param queue empty if there is none
 * @param bucket empty if there is none
 */
public record Stores(Optional<SpillQueue> queue, Optional<ObjectStore> bucket) {
  /** What one environment puts into quarantine in a minute. */
  private static final long MOST_QUARANTINED = 64 << 20;

  /** Neither. */
  public static final Stores NONE = new Stores(Optional.empty(), Optional.empty());

  /** On the real AWS SDK; nothing is connected to yet. */
  static Stores real(StoreSettings stores, AwsSettings aws) {
    return new Stores(
        stores.queueUrl().map(url -> new SqsQueue(aws, url)),
        stores.bucket().map(bucket -> new S3Bucket(aws, bucket)));
  }

  Optional<Spill> spill(InstantSource clock, Log log, Metrics metrics) {
    if (queue.isEmpty() && bucket.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new QueueAndBucket(
            queue,
            bucket,
            Slices.QUEUE,
            clock,
            failure -> {
              metrics.count("SpillQueueFailures", 1);
              log.error(
                  "the spill's queue did not take a batch",
                  Map.of("why", String.valueOf(failure.getMessage())));
            }));
  }

  Optional<Quarantine> quarantine(InstantSource clock) {
    return bucket.map(store -> new QuarantineBucket(store, MOST_QUARANTINED, clock));
  }
}
