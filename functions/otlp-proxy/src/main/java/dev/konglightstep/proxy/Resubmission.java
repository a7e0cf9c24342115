package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Inflated;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Finished;
import dev.konglightstep.core.policy.PolicyEngine;
import dev.konglightstep.proxy.policy.PolicyUnavailableException;
import dev.konglightstep.proxy.spill.Quarantined;
import dev.konglightstep.proxy.spill.SpillFormat;
import dev.konglightstep.proxy.spill.SpillMessage;
import dev.konglightstep.proxy.spill.StoredBatch;
import dev.konglightstep.proxy.spill.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends again what was in quarantine: the backend may take it now, or we may read what we could
 * not. What could not be read is treated as a batch from Kong; what was finished before is cleaned
 * once more, as the policy of today wants it.
 */
public final class Resubmission {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PolicyInForce policy;
  private final Delivery delivery;
  private final int maxBodyBytes;
  private final InstantSource clock;

  Resubmission(PolicyInForce policy, Delivery delivery, int maxBodyBytes, InstantSource clock) {
    this.policy = policy;
    this.delivery = delivery;
    this.maxBodyBytes = maxBodyBytes;
    this.clock = clock;
  }

  /** One object; what becomes of it there is the caller's. */
  public Result resubmit(Quarantined kept) {
    if (kept.reason() == Quarantined.Reason.UNREADABLE) {
      return stored(kept.body())
          .<Result>map(batch -> plain(batch.signal(), batch.gzip(), true, kept))
          .orElseGet(() -> new Result.Unreadable("it is still no message of the spill"));
    }
    Optional<Signal> signal = kept.signal();
    boolean gzip =
        kept.headers()
            .first("content-encoding")
            .filter(encoding -> encoding.equalsIgnoreCase("gzip"))
            .isPresent();
    return signal.isPresent()
        ? plain(signal.get(), kept.body(), gzip, kept)
        : new Result.Unreadable("nobody knows what it is");
  }

  private Result plain(Signal signal, Bytes body, boolean gzip, Quarantined kept) {
    if (!gzip) {
      return send(signal, body, kept);
    }
    return Gzip.inflate(body, maxBodyBytes) instanceof Inflated.Plain(Bytes plain)
        ? send(signal, plain, kept)
        : new Result.Unreadable("it cannot be inflated");
  }

  private Result send(Signal signal, Bytes body, Quarantined kept) {
    return switch (Scan.of(signal, body)) {
      case Scan.Malformed malformed ->
          new Result.Unreadable(malformed.what() + " at byte " + malformed.offset());
      case Scan.Valid(ExportRequest request) -> finish(request, kept);
    };
  }

  private Result finish(ExportRequest request, Quarantined kept) {
    Finished batch;
    try {
      PolicyEngine engine = policy.engine(() -> PATIENCE);
      batch = wasFinished(kept) ? engine.finishAgain(request) : engine.finish(request);
    } catch (PolicyUnavailableException e) {
      return new Result.NotNow(String.valueOf(e.getMessage()));
    }
    return result(batch, delivery.deliver(batch, clock.instant().plus(PATIENCE)), kept);
  }

  /** Then it is decided that it is kept, and its spans were told who called. */
  private static boolean wasFinished(Quarantined kept) {
    return kept.reason() != Quarantined.Reason.NOT_OTLP;
  }

  private Result result(Finished batch, Delivered delivered, Quarantined kept) {
    if (delivered.failure().isPresent()) {
      Failure failure = delivered.failure().get();
      return new Result.NotNow(failure.what() + ", " + failure.why());
    }
    if (delivered.refusal().isEmpty()) {
      return new Result.Sent(delivered.accepted(batch), delivered.response().rejected());
    }
    Failure refusal = delivered.refusal().get();
    String why = refusal.what() + ", " + refusal.why();
    int refused = delivered.refused().cardinality();
    return refused == batch.kept()
        ? new Result.Refused(why)
        : new Result.SentInPart(
            delivered.accepted(batch),
            new Quarantined(
                Quarantined.Reason.REFUSED,
                why,
                Optional.of(batch.request().signal()),
                refused,
                kept.received(),
                kept.source(),
                kept.headers(),
                delivered.refusedOf(batch)));
  }

  private static Optional<StoredBatch> stored(Bytes body) {
    try {
      return Optional.of(SpillFormat.readObject(body));
    } catch (UnreadableMessageException e) {
      return inMessage(new String(body.copy(), StandardCharsets.UTF_8));
    }
  }

  private static Optional<StoredBatch> inMessage(String message) {
    try {
      return SpillFormat.readMessage(message) instanceof SpillMessage.Whole(StoredBatch batch)
          ? Optional.of(batch)
          : Optional.empty();
    } catch (UnreadableMessageException e) {
      return Optional.empty();
    }
  }

  /** What came of it. */
  public sealed interface Result {
    /**
     * The backend has it; nothing needs to be kept.
     *
     * @param rejected how many items of it the backend rejected, without saying which
     */
    record Sent(int items, long rejected) implements Result {}

    /** The backend has some items; the others must be kept instead of it. */
    record SentInPart(int items, Quarantined rest) implements Result {}

    /** The backend refused it again. */
    record Refused(String why) implements Result {}

    /** The backend did not take it now, or not all of it. */
    record NotNow(String why) implements Result {}

    /** It still cannot be read. */
    record Unreadable(String why) implements Result {}
  }
}
