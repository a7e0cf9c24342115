package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Inflated;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.policy.Finished;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.spill.Quarantined;
import dev.konglightstep.proxy.spill.StoredBatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends stored batches to the backend. Those of one kind go together, for requests cost more than
 * bytes; what is refused together is sent one by one, so that a bad batch takes no good one with
 * it. Only a definite refusal ends in quarantine: a backend that is down says nothing of a batch.
 */
final class SpillDrain {
  /** Of the plain bytes of what is sent together. */
  static final int MOST_TOGETHER = 2 << 20;

  /** A finished batch is longer than the body it was made of, but not by so much. */
  private static final int MOST_PLAIN = 256 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String destination;
  private final Forwarder forwarder;
  private final Delivery delivery;
  private final Keeper keeper;
  private final InstantSource clock;
  private final Log log;
  private final Metrics metrics;

  /**
   * Sends nothing yet.
   *
   * @param destination the profile of the forwarder's backend
   */
  SpillDrain(
      String destination,
      Forwarder forwarder,
      Keeper keeper,
      InstantSource clock,
      Log log,
      Metrics metrics) {
    this.destination = destination;
    this.forwarder = forwarder;
    this.delivery = new Delivery(forwarder);
    this.keeper = keeper;
    this.clock = clock;
    this.log = log;
    this.metrics = metrics;
  }

  /**
   * Sends batches until all are decided, the backend does not take one now, or time is over.
   *
   * @param until when the last one must be decided
   */
  Drained drain(List<Held> held, Instant until) {
    return new Run(until).run(held);
  }

  /** The batches of one call. */
  private final class Run {
    private final Instant until;
    private final Set<String> done = new HashSet<>();
    private final Map<String, String> firstByHash = new HashMap<>();
    private final Map<String, List<String>> again = new HashMap<>();
    private Optional<Failure> failure = Optional.empty();

    Run(Instant until) {
      this.until = until;
    }

    Drained run(List<Held> held) {
      Map<StoredBatch.Kind, List<Held>> kinds = new LinkedHashMap<>();
      for (Held one : held) {
        if (!isAgain(one)) {
          kinds.computeIfAbsent(one.batch().kind(), kind -> new ArrayList<>()).add(one);
        }
      }
      kinds.forEach(this::ofOneKind);
      again.forEach((first, others) -> done.addAll(done.contains(first) ? others : List.of()));
      return new Drained(done, failure);
    }

    /** The queue delivers at least once, so a batch may be here twice. */
    private boolean isAgain(Held one) {
      String first = firstByHash.putIfAbsent(one.batch().hash(), one.id());
      if (first == null) {
        return false;
      }
      again.computeIfAbsent(first, id -> new ArrayList<>()).add(one.id());
      return true;
    }

    private void ofOneKind(StoredBatch.Kind kind, List<Held> held) {
      if (!kind.destination().equals(destination)) {
        log.error(
            "stored batches are for a backend that is not set here",
            Map.of("destination", kind.destination(), "batches", held.size()));
        return;
      }
      Together together = new Together();
      for (Held one : held) {
        Optional<Bytes> plain = plain(one);
        if (plain.isPresent()) {
          if (!together.hasRoomFor(plain.get())) {
            send(together);
            together = new Together();
          }
          together.add(one, plain.get());
        }
      }
      send(together);
    }

    private Optional<Bytes> plain(Held one) {
      if (Gzip.inflate(one.batch().gzip(), MOST_PLAIN) instanceof Inflated.Plain(Bytes plain)) {
        return Optional.of(plain);
      }
      unreadable(one, "it cannot be inflated");
      return Optional.empty();
    }

    private void send(Together together) {
      if (together.size() == 1) {
        sendAlone(together.held(0), together.plain(0));
      } else if (together.size() > 1 && mayGoOn()) {
        try {
          decided(together, forwarder.forward(together.signal(), together.join(), patience()));
        } catch (IOException e) {
          failure = Optional.of(Failure.noAnswer(e));
        } catch (SecretUnavailableException e) {
          failure = Optional.of(Failure.noToken(e));
        }
      }
    }

    private void decided(Together together, Verdict verdict) {
      switch (verdict) {
        case Verdict.Accepted(ExportResponse response, boolean readable) -> {
          metrics.count("UnreadableAnswers", readable ? 0 : 1);
          partial(together.held(0).batch(), response, together.join(), together.items());
          together.forEach((held, plain) -> sent(held, held.batch().items()));
        }
        case Verdict.Refused refused -> together.forEach(this::sendAlone);
        case Verdict.TooLarge tooLarge -> together.forEach(this::sendAlone);
        case Verdict.TokenRefused(int status) ->
            failure = Optional.of(Failure.tokenRefused(status));
        case Verdict.TryLater later -> failure = Optional.of(Failure.later(later));
        case Verdict.Unexpected(int status) -> failure = Optional.of(Failure.unexpected(status));
      }
    }

    private void sendAlone(Held one, Bytes plain) {
      if (!mayGoOn()) {
        return;
      }
      if (!(Scan.of(one.batch().signal(), plain) instanceof Scan.Valid(ExportRequest request))) {
        unreadable(one, "it is no Export request");
        return;
      }
      Finished batch = Finished.before(request);
      Delivered delivered = delivery.deliver(batch, patience());
      failure = delivered.failure();
      if (failure.isEmpty() && keepsRefused(batch, delivered)) {
        partial(one.batch(), delivered.response(), plain, request.items());
        sent(one, delivered.accepted(batch));
      }
    }

    private boolean keepsRefused(Finished batch, Delivered delivered) {
      if (delivered.refusal().isEmpty()) {
        return true;
      }
      Failure refusal = delivered.refusal().get();
      return keeper.quarantines(
          Quarantined.Reason.REFUSED,
          refusal.what() + ", " + refusal.why(),
          batch.request().signal(),
          delivered.refusedOf(batch),
          delivered.refused().cardinality(),
          until);
    }

    private void partial(StoredBatch batch, ExportResponse response, Bytes plain, int items) {
      metrics.count("ItemsRejected", response.rejected());
      if (response.rejected() > 0) {
        keeper.quarantines(
            Quarantined.Reason.PARTIAL,
            "the backend rejected " + response.rejected() + ": " + response.message(),
            batch.signal(),
            plain,
            items,
            until);
      }
    }

    private void unreadable(Held one, String why) {
      if (keeper.quarantinesUnreadable(one.batch().gzip(), why, until)) {
        done.add(one.id());
      }
    }

    private void sent(Held one, int items) {
      done.add(one.id());
      metrics.count("BatchesDrained", 1);
      metrics.count("ItemsForwarded", items);
    }

    private boolean mayGoOn() {
      return failure.isEmpty() && clock.instant().isBefore(until);
    }

    private Instant patience() {
      Instant latest = clock.instant().plus(PATIENCE);
      return latest.isBefore(until) ? latest : until;
    }
  }
}
