package dev.konglightstep.proxy.latency;

import io.opentelemetry.sdk.common.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Our clock as the SDK reads it: no other one goes on in a frozen environment. */
record WallClock(InstantSource clock) implements Clock {
  @Override
  public long now() {
    Instant now = clock.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public long nanoTime() {
    return now();
  }
}
