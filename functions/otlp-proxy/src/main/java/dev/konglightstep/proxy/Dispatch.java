package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.policy.Finished;
import dev.konglightstep.core.policy.IdentityDecision;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.latency.Latencies;
import dev.konglightstep.proxy.policy.PolicyUnavailableException;
import dev.konglightstep.proxy.spill.Quarantined;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finishes a batch and brings it to somebody who keeps it, before Kong has its answer. */
final class Dispatch {
  private static final String TOO_LATE = "too little time is left to send the batch on";

  private final DeliveryMode mode;
  private final PolicyInForce policy;
  private final Delivery delivery;
  private final Circuit circuit;
  private final Keeper keeper;
  private final Latencies latencies;
  private final InstantSource clock;
  private final Log log;
  private final Metrics metrics;

  Dispatch(
      DeliveryMode mode,
      PolicyInForce policy,
      Delivery delivery,
      Circuit circuit,
      Keeper keeper,
      Latencies latencies,
      InstantSource clock,
      Log log,
      Metrics metrics) {
    this.mode = mode;
    this.policy = policy;
    this.delivery = delivery;
    this.circuit = circuit;
    this.keeper = keeper;
    this.latencies = latencies;
    this.clock = clock;
    this.log = log;
    this.metrics = metrics;
  }

  /** One batch. */
  Outcome dispatch(ExportRequest request, Slices slices) {
    PolicyEngine engine;
    try {
      engine = policy.engine(() -> slices.policy(clock.instant()));
    } catch (PolicyUnavailableException e) {
      metrics.count("PolicyUnavailable", 1);
      return new Outcome.NotTaken(String.valueOf(e.getMessage()), Optional.empty());
    }
    Finished batch = engine.finish(request);
    metrics.count("ItemsSampledOut", request.items() - batch.kept());
    if (log.debugs()) {
      batch.decisions().ifPresent(decisions -> decisions.forEachDropped(this::sampledOut));
    }
    Outcome outcome =
        batch.kept() == 0 ? new Outcome.Taken(ExportResponse.FULL_SUCCESS) : bring(batch, slices);
    if (outcome instanceof Outcome.Taken) {
      engine.latency().ifPresent(what -> latencies.record(what, batch));
      batch.identities().forEachDecision(this::identified);
    }
    return outcome;
  }

  private void sampledOut(String trace, String rule) {
    log.debug("sampled out", Map.of("trace", trace, "rule", rule));
  }

  private void identified(IdentityDecision decision) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("trace_id", decision.trace());
    record.put("span_id", decision.span());
    record.put("snapshot", decision.snapshot());
    record.putAll(decision.told());
    log.record("identity", record);
  }

  private Outcome bring(Finished batch, Slices slices) {
    batch.masked().forEach((rule, count) -> metrics.count("Masked." + rule, count));
    boolean direct =
        mode == DeliveryMode.DIRECT
            && slices.leaveTimeForBackend(clock.instant())
            && circuit.admits();
    if (direct) {
      return settle(batch, forward(batch, slices.backendUntil()), slices, true);
    }
    if (spills(batch, batch.bytes(), batch.kept(), slices)) {
      return new Outcome.Taken(ExportResponse.FULL_SUCCESS);
    }
    if (!slices.leaveTimeForATry(clock.instant())) {
      return new Outcome.NotTaken(TOO_LATE, Optional.empty());
    }
    return settle(batch, forward(batch, slices.answerBy()), slices, false);
  }

  private Delivered forward(Finished batch, Instant until) {
    Delivered delivered = delivery.deliver(batch, until);
    circuit.tell(delivered.failure());
    metrics.count("ItemsForwarded", delivered.accepted(batch));
    metrics.count("ItemsRejected", delivered.response().rejected());
    metrics.count("UnreadableAnswers", delivered.readable() ? 0 : 1);
    delivered.failure().ifPresent(failure -> tell(batch, failure));
    delivered.refusal().ifPresent(refusal -> tell(batch, refusal));
    return delivered;
  }

  /** Puts away what the backend does not have; once that is done nothing is left for Kong. */
  private Outcome settle(Finished batch, Delivered delivered, Slices slices, boolean maySpill) {
    if (delivered.failure().isPresent()) {
      Failure failure = delivered.failure().get();
      if (!maySpill || !spills(batch, delivered.restOf(batch), delivered.left(batch), slices)) {
        return new Outcome.NotTaken(failure.what(), failure.retryAfter());
      }
    }
    if (delivered.refusal().isPresent()) {
      Failure refusal = delivered.refusal().get();
      if (!keeps(batch, delivered, refusal, slices)) {
        return new Outcome.NotTaken(refusal.what(), Optional.empty());
      }
    }
    if (delivered.response().rejected() > 0) {
      keepPartial(batch, delivered.response(), slices);
    }
    return new Outcome.Taken(delivered.response());
  }

  private boolean spills(Finished batch, Bytes rest, int items, Slices slices) {
    return keeper.spills(batch.request().signal(), rest, items, slices.answerBy());
  }

  /** Without a quarantine the spill keeps it: the drain finds out again that it is refused. */
  private boolean keeps(Finished batch, Delivered delivered, Failure refusal, Slices slices) {
    int items = delivered.refused().cardinality();
    Bytes bad = delivered.refusedOf(batch);
    return keeper.quarantines(
            Quarantined.Reason.REFUSED,
            refusal.what() + ", " + refusal.why(),
            batch.request().signal(),
            bad,
            items,
            slices.answerBy())
        || spills(batch, bad, items, slices);
  }

  /** The backend does not say which items it rejected, so all are kept; it is not worth a 503. */
  private void keepPartial(Finished batch, ExportResponse response, Slices slices) {
    keeper.quarantines(
        Quarantined.Reason.PARTIAL,
        "the backend rejected " + response.rejected() + ": " + response.message(),
        batch.request().signal(),
        batch.bytes(),
        batch.kept(),
        slices.answerBy());
  }

  private void tell(Finished batch, Failure failure) {
    metrics.count("BatchesNotForwarded", 1);
    Map<String, ?> fields =
        Map.of(
            "why", failure.why(),
            "signal", batch.request().signal().path(),
            "items", batch.kept());
    if (failure.alarming()) {
      log.error(failure.what(), fields);
    } else {
      log.warn(failure.what(), fields);
    }
  }
}
