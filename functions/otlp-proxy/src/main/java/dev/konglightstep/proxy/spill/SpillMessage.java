package dev.konglightstep.proxy.spill;

/** What a message of the spill's queue says. */
public sealed interface SpillMessage {
  /** The batch itself. */
  record Whole(StoredBatch batch) implements SpillMessage {}

  /** The batch is an object of the bucket. */
  record Pointer(String key) implements SpillMessage {}
}
