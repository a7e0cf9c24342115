package dev.konglightstep.proxy.latency;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Collector;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.otlp.Signal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Hands figures to a collector; no token goes there. */
public record CollectorSink(Collector collector, Transport transport, InstantSource clock)
    implements Sink {
  @Override
  public Verdict send(Bytes figures, Instant until) throws IOException {
    Duration left = Duration.between(clock.instant(), until);
    return collector.read(
        transport.send(collector.export(Signal.METRICS, Gzip.compress(figures)), left),
        clock.instant());
  }
}
