package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.spill.Quarantined;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Finishes a batch and brings it to somebody who keeps it, before Kong has its answer. */
final class Dispatch {
  private static final String TOO_LATE = "too little time is left to send the batch on";

  private final DeliveryMode mode;
  private final Edits edits;
  private final Delivery delivery;
  private final Circuit circuit;
  private final Keeper keeper;
  private final InstantSource clock;
  private final Log log;
  private final Metrics metrics;

  Dispatch(
      DeliveryMode mode,
      Edits edits,
      Delivery delivery,
      Circuit circuit,
      Keeper keeper,
      InstantSource clock,
      Log log,
      Metrics metrics) {
    this.mode = mode;
    this.edits = edits;
    this.delivery = delivery;
    this.circuit = circuit;
    this.keeper = keeper;
    this.clock = clock;
    this.log = log;
    this.metrics = metrics;
  }

  /** One batch. */
  Outcome dispatch(ExportRequest request, Slices slices) {
    Bytes whole = request.write(edits);
    boolean direct =
        mode == DeliveryMode.DIRECT
            && slices.leaveTimeForBackend(clock.instant())
            && circuit.admits();
    if (direct) {
      return settle(request, whole, forward(request, whole, slices.backendUntil()), slices, true);
    }
    if (keeper.spills(request.signal(), whole, request.items(), slices.answerBy())) {
      return new Outcome.Taken(ExportResponse.FULL_SUCCESS);
    }
    if (!slices.leaveTimeForATry(clock.instant())) {
      return new Outcome.NotTaken(TOO_LATE, Optional.empty());
    }
    return settle(request, whole, forward(request, whole, slices.answerBy()), slices, false);
  }

  private Delivered forward(ExportRequest request, Bytes whole, Instant until) {
    Delivered delivered = delivery.deliver(request, whole, edits, until);
    circuit.tell(delivered.failure());
    metrics.count("ItemsForwarded", delivered.accepted());
    metrics.count("ItemsRejected", delivered.response().rejected());
    metrics.count("UnreadableAnswers", delivered.readable() ? 0 : 1);
    delivered.failure().ifPresent(failure -> tell(request, failure));
    delivered.refusal().ifPresent(refusal -> tell(request, refusal));
    return delivered;
  }

  /** Puts away what the backend does not have; once that is done nothing is left for Kong. */
  private Outcome settle(
      ExportRequest request, Bytes whole, Delivered delivered, Slices slices, boolean maySpill) {
    if (delivered.failure().isPresent()) {
      Failure failure = delivered.failure().get();
      Bytes rest = delivered.from() == 0 ? whole : request.write(delivered.restOf(edits));
      if (!maySpill || !spills(request, rest, request.items() - delivered.from(), slices)) {
        return new Outcome.NotTaken(failure.what(), failure.retryAfter());
      }
    }
    if (delivered.refusal().isPresent()) {
      Failure refusal = delivered.refusal().get();
      if (!keeps(request, whole, delivered, refusal, slices)) {
        return new Outcome.NotTaken(refusal.what(), Optional.empty());
      }
    }
    if (delivered.response().rejected() > 0) {
      keepPartial(request, whole, delivered.response(), slices);
    }
    return new Outcome.Taken(delivered.response());
  }

  private boolean spills(ExportRequest request, Bytes rest, int items, Slices slices) {
    return keeper.spills(request.signal(), rest, items, slices.answerBy());
  }

  /** Without a quarantine the spill keeps it: the drain finds out again that it is refused. */
  private boolean keeps(
      ExportRequest request, Bytes whole, Delivered delivered, Failure refusal, Slices slices) {
    int items = delivered.refused().cardinality();
    Bytes bad = items == request.items() ? whole : request.write(delivered.refusedOf(edits));
    return keeper.quarantines(
            Quarantined.Reason.REFUSED,
            refusal.what() + ", " + refusal.why(),
            request.signal(),
            bad,
            items,
            slices.answerBy())
        || spills(request, bad, items, slices);
  }

  /** The backend does not say which items it rejected, so all are kept; it is not worth a 503. */
  private void keepPartial(
      ExportRequest request, Bytes whole, ExportResponse response, Slices slices) {
    keeper.quarantines(
        Quarantined.Reason.PARTIAL,
        "the backend rejected " + response.rejected() + ": " + response.message(),
        request.signal(),
        whole,
        request.items(),
        slices.answerBy());
  }

  private void tell(ExportRequest request, Failure failure) {
    metrics.count("BatchesNotForwarded", 1);
    Map<String, ?> fields =
        Map.of("why", failure.why(), "signal", request.signal().path(), "items", request.items());
    if (failure.alarming()) {
      log.error(failure.what(), fields);
    } else {
      log.warn(failure.what(), fields);
    }
  }
}
