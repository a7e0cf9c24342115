package dev.konglightstep.proxy.spill;

import java.time.Instant;

/** The keys of the bucket's objects. They begin with a time, so a list is in its order. */
public final class Keys {
  /** Batches that a message of the queue points to. */
  public static final String POINTED = "spill/pointed/";

  /** Batches that nothing points to. */
  public static final String ALONE = "spill/alone/";

  /** What nobody will take. */
  public static final String QUARANTINE = "quarantine/";

  private static final int HASH = 16;

  private Keys() {}

  static String of(StoredBatch batch) {
    return of(batch.received(), batch.hash());
  }

  static String of(Instant time, String hash) {
    return "%d-%s".formatted(time.toEpochMilli(), hash.substring(0, HASH));
  }
}
