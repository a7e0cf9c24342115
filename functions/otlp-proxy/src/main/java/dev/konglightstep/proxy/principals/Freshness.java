package dev.konglightstep.proxy.principals;

import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Tells how old the directory is by which callers are named: nobody sees a map that does not run
 * any more. Used by one thread at a time.
 */
final class Freshness {
  private final String uri;
  private final Duration maxAge;
  private final Log log;
  private final Metrics metrics;
  private boolean old;

  Freshness(String uri, Duration maxAge, Log log, Metrics metrics) {
    this.uri = uri;
    this.maxAge = maxAge;
    this.log = log;
    this.metrics = metrics;
  }

  /**
   * Tells of the one that is in use.
   *
   * @param written in seconds since 1970
   */
  void tell(long written, Instant now) {
    long age = Math.max(0, now.getEpochSecond() - written);
    metrics.level(new Metrics.Figure("SnapshotAge", "Seconds", age));
    boolean isOld = age > maxAge.toSeconds();
    metrics.count("SnapshotTooOld", isOld ? 1 : 0);
    if (isOld != old) {
      old = isOld;
      say(age);
    }
  }

  private void say(long age) {
    Map<String, ?> fields = Map.of("principals", uri, "age_seconds", age);
    if (old) {
      log.error("the directory of principals is too old; it is used all the same", fields);
    } else {
      log.info("the directory of principals is not too old any more", fields);
    }
  }
}
