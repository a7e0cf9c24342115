package dev.konglightstep.proxy;

import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.latency.Latencies;
import dev.konglightstep.proxy.latency.OwnCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes a batch from Kong and hands it to the backend before it answers. Kong takes only status 200
 * for success, sends everything else again for 82 seconds, and reads no body: so 200 means that
 * somebody else has the batch, and every other answer leaves it with Kong.
 *
 * <p>Thread-safe: several requests may share one environment.
 */
public final class OtlpProxy {
  private static final String HEALTH_PATH = "/healthz";

  private final IngestKeys keys;
  private final Intake intake;
  private final Dispatch dispatch;
  private final Keeper keeper;
  private final Latencies latencies;
  private final RecentSuccesses recent;
  private final BytesInFlight inFlight;
  private final InstantSource clock;
  private final OwnCounts counts;
  private final Metrics metrics;

  OtlpProxy(
      IngestKeys keys,
      Intake intake,
      Dispatch dispatch,
      Keeper keeper,
      Latencies latencies,
      RecentSuccesses recent,
      BytesInFlight inFlight,
      InstantSource clock,
      OwnCounts counts,
      Metrics metrics) {
    this.keys = keys;
    this.intake = intake;
    this.dispatch = dispatch;
    this.keeper = keeper;
    this.latencies = latencies;
    this.recent = recent;
    this.inFlight = inFlight;
    this.clock = clock;
    this.counts = counts;
    this.metrics = metrics;
  }

  /**
   * One request.
   *
   * @param deadline when Kong must have its answer
   */
  public Response handle(Request request, Instant deadline) {
    MediaType type = MediaType.of(request.headers());
    if (request.path().equals(HEALTH_PATH)) {
      return request.method().equals("GET")
          ? Answers.healthy()
          : Answers.refusal(Refusal.methodNotAllowed("GET"), type);
    }
    Slices slices = new Slices(deadline);
    Response answer;
    try (BytesInFlight.Share share = inFlight.share()) {
      answer = handle(request, type, slices, share);
    }
    latencies.flush(slices.answerBy());
    counts.report(slices.answerBy());
    return answer;
  }

  private Response handle(
      Request request, MediaType type, Slices slices, BytesInFlight.Share share) {
    return switch (admit(request, slices, share)) {
      case Refusal refusal -> refuse(refusal, type);
      case Admission.Seen(ExportResponse response) -> {
        metrics.count("RepeatedBatches", 1);
        yield Answers.success(response);
      }
      case Admission.Batch batch when batch.request().items() == 0 ->
          Answers.success(ExportResponse.FULL_SUCCESS);
      case Admission.NotOtlp bad -> keep(bad, request, slices);
      case Admission.Batch batch -> {
        count(batch, type);
        yield answer(batch, dispatch.dispatch(batch.request(), slices));
      }
    };
  }

  private Admission admit(Request request, Slices slices, BytesInFlight.Share share) {
    Optional<Signal> signal = Signal.at(request.path());
    if (signal.isEmpty()) {
      return Refusal.noSuchPath();
    }
    if (!request.method().equals("POST")) {
      return Refusal.methodNotAllowed("POST");
    }
    Instant now = clock.instant();
    if (slices.areOver(now)) {
      return Refusal.tooLate();
    }
    Optional<String> key = request.headers().first(IngestKeys.HEADER);
    return switch (keys.check(key, slices.keyUntil(now))) {
      case KNOWN -> intake.read(signal.get(), request, share);
      case UNKNOWN -> Refusal.unknownKey();
      case UNAVAILABLE ->
          Refusal.unavailable("the ingest key secret cannot be read; see the proxy's log");
    };
  }

  private Response refuse(Refusal refusal, MediaType requested) {
    metrics.count("Refused" + refusal.status(), 1);
    return Answers.refusal(refusal, requested);
  }

  private Response answer(Admission.Batch batch, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken(ExportResponse response) -> {
        recent.remember(batch.request().signal(), batch.body(), response, clock.instant());
        yield Answers.success(response);
      }
      case Outcome.NotTaken(String what, Optional<Duration> retryAfter) ->
          refuse(
              retryAfter
                  .map(delay -> Refusal.unavailable(what, delay))
                  .orElseGet(() -> Refusal.unavailable(what)),
              MediaType.PROTOBUF);
    };
  }

  private Response keep(Admission.NotOtlp bad, Request request, Slices slices) {
    metrics.count("NotOtlp", 1);
    String what = "not an OTLP request for " + bad.signal().path() + ": " + bad.why();
    return keeper.quarantines(bad.signal(), bad.why(), bad.body(), request, slices.answerBy())
        ? Answers.success(new ExportResponse(0, what + "; its bytes are kept in quarantine"))
        : refuse(
            Refusal.unavailable(what + "; there is no quarantine to keep it"), MediaType.PROTOBUF);
  }

  private void count(Admission.Batch batch, MediaType type) {
    metrics.count("Batches", 1);
    metrics.count("Items", batch.request().items());
    metrics.count("RepairedTexts", batch.request().invalidTexts());
    metrics.count("OtherContentType", type == MediaType.PROTOBUF ? 0 : 1);
  }
}
