package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.spill.Quarantine;
import dev.konglightstep.proxy.spill.Quarantined;
import dev.konglightstep.proxy.spill.Spill;
import dev.konglightstep.proxy.spill.StoreException;
import dev.konglightstep.proxy.spill.StoredBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Puts away what the backend did not take, and says whether it is safe. */
final class Keeper {
  private final String function;
  private final Optional<Spill> spill;
  private final Optional<Quarantine> quarantine;
  private final String destination;
  private final InstantSource clock;
  private final Log log;
  private final Metrics metrics;

  /**
   * Keeps nothing yet.
   *
   * @param function who keeps it, as operators will read it
   * @param spill empty if there is none
   * @param quarantine empty if there is none
   * @param destination the backend's profile
   */
  Keeper(
      String function,
      Optional<Spill> spill,
      Optional<Quarantine> quarantine,
      String destination,
      InstantSource clock,
      Log log,
      Metrics metrics) {
    this.function = function;
    this.spill = spill;
    this.quarantine = quarantine;
    this.destination = destination;
    this.clock = clock;
    this.log = log;
    this.metrics = metrics;
  }

  /** Keeps a finished request until the backend takes it; without a spill nothing is kept. */
  boolean spills(Signal signal, Bytes request, int items, Instant until) {
    if (spill.isEmpty()) {
      return false;
    }
    try {
      spill
          .get()
          .keep(
              new StoredBatch(signal, destination, items, clock.instant(), Gzip.compress(request)),
              until);
    } catch (StoreException e) {
      failed("a batch cannot be put into the spill", "SpillFailures", e);
      return false;
    }
    metrics.count("BatchesSpilled", 1);
    metrics.count("ItemsSpilled", items);
    return true;
  }

  /** Keeps a finished request of which the backend refused all or some items. */
  boolean quarantines(
      Quarantined.Reason reason,
      String why,
      Signal signal,
      Bytes request,
      int items,
      Instant until) {
    boolean kept =
        quarantines(
            new Quarantined(
                reason,
                why,
                Optional.of(signal),
                items,
                clock.instant(),
                function,
                Headers.NONE,
                request),
            until);
    metrics.count("ItemsQuarantined", kept && reason != Quarantined.Reason.PARTIAL ? items : 0);
    return kept;
  }

  /** Keeps a body that is not what its path says. */
  boolean quarantines(Signal signal, String why, Bytes body, Request request, Instant until) {
    return quarantines(
        new Quarantined(
            Quarantined.Reason.NOT_OTLP,
            why,
            Optional.of(signal),
            0,
            clock.instant(),
            function,
            request.headers(),
            body),
        until);
  }

  /** Keeps what the spill gave back and nobody can read. */
  boolean quarantinesUnreadable(Bytes body, String why, Instant until) {
    return quarantines(
        new Quarantined(
            Quarantined.Reason.UNREADABLE,
            why,
            Optional.empty(),
            0,
            clock.instant(),
            function,
            Headers.NONE,
            body),
        until);
  }

  private boolean quarantines(Quarantined what, Instant until) {
    if (quarantine.isEmpty()) {
      return false;
    }
    try {
      quarantine.get().keep(what, Duration.between(clock.instant(), until));
    } catch (StoreException e) {
      failed("bytes cannot be put into quarantine", "QuarantineFailures", e);
      return false;
    }
    metrics.count("BatchesQuarantined", 1);
    log.warn("bytes are in quarantine", Map.of("reason", what.reason().text(), "why", what.why()));
    return true;
  }

  private void failed(String what, String metric, StoreException e) {
    metrics.count(metric, 1);
    log.error(what, Map.of("why", String.valueOf(e.getMessage())));
  }
}
