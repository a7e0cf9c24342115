package dev.konglightstep.proxy.spill;

import dev.konglightstep.core.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The quarantine in a bucket. A sender that brings nothing but rubbish must not fill it: over so
 * many bytes a minute an environment's quarantine counts as down.
 */
public final class QuarantineBucket implements Quarantine {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final ObjectStore bucket;
  private final long mostBytes;
  private final InstantSource clock;
  private Instant begun = Instant.MIN;
  private long bytes;

  /**
   * Empty for now.
   *
   * @param mostBytes in a minute; one object is always taken
   */
  public QuarantineBucket(ObjectStore bucket, long mostBytes, InstantSource clock) {
    this.bucket = bucket;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  @Override
  public void keep(Quarantined kept, Duration timeout) throws StoreException {
    Bytes object = QuarantineFormat.object(kept);
    require(object.length());
    bucket.put(key(kept), object, timeout);
  }

  private static String key(Quarantined kept) {
    return Keys.QUARANTINE
        + kept.reason().text()
        + "/"
        + Keys.of(kept.received(), Sha256.hex(kept.body()));
  }

  private synchronized void require(int more) throws StoreException {
    Instant now = clock.instant();
    if (!now.isBefore(begun.plus(PERIOD))) {
      begun = now;
      bytes = 0;
    }
    if (bytes > 0 && bytes + more > mostBytes) {
      throw new StoreException(
          "the quarantine takes " + mostBytes + " bytes a minute, and has had them");
    }
    bytes += more;
  }
}
