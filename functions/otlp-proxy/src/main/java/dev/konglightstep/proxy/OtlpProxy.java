package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
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
  private final Delivery delivery;
  private final RecentSuccesses recent;
  private final BytesInFlight inFlight;
  private final InstantSource clock;
  private final Log log;
  private final Metrics metrics;

  OtlpProxy(
      IngestKeys keys,
      Intake intake,
      Delivery delivery,
      RecentSuccesses recent,
      BytesInFlight inFlight,
      InstantSource clock,
      Log log,
      Metrics metrics) {
    this.keys = keys;
    this.intake = intake;
    this.delivery = delivery;
    this.recent = recent;
    this.inFlight = inFlight;
    this.clock = clock;
    this.log = log;
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
    Response answer;
    try (BytesInFlight.Share share = inFlight.share()) {
      answer = handle(request, type, new Slices(deadline), share);
    }
    metrics.report();
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
      case Admission.Batch batch when !slices.leaveTimeForBackend(clock.instant()) ->
          refuse(Refusal.tooLate(), MediaType.PROTOBUF);
      case Admission.Batch batch -> {
        count(batch, type);
        yield deliver(batch, slices.backendUntil());
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

  private Response deliver(Admission.Batch batch, Instant until) {
    try {
      return answer(batch, delivery.deliver(batch.request(), until));
    } catch (IOException e) {
      return notForwarded(batch, "the backend gave no answer", String.valueOf(e.getMessage()));
    } catch (SecretUnavailableException e) {
      return notForwarded(batch, "the token secret cannot be read", String.valueOf(e.getMessage()));
    }
  }

  private Response answer(Admission.Batch batch, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted(ExportResponse response, boolean readable) -> {
        metrics.count("ItemsForwarded", batch.request().items());
        metrics.count("ItemsRejected", response.rejected());
        metrics.count("UnreadableAnswers", readable ? 0 : 1);
        recent.remember(batch.request().signal(), batch.body(), response, clock.instant());
        yield Answers.success(response);
      }
      case Verdict.TokenRefused(int status) ->
          notForwarded(batch, "the backend refused the access token", "status " + status);
      case Verdict.TryLater(int status, Optional<Duration> retryAfter) -> {
        String what = "the backend cannot take the batch now";
        metrics.count("BatchesNotForwarded", 1);
        log.warn(what, fields(batch, "status " + status));
        yield Answers.refusal(
            retryAfter
                .map(delay -> Refusal.unavailable(what, delay))
                .orElseGet(() -> Refusal.unavailable(what)),
            MediaType.PROTOBUF);
      }
      case Verdict.Refused(int status) ->
          notForwarded(batch, "the backend refused the batch", "status " + status);
      case Verdict.TooLarge(int status) ->
          notForwarded(batch, "the backend says that the batch is too large", "status " + status);
      case Verdict.Unexpected(int status) ->
          notForwarded(batch, "the backend gave an unexpected answer", "status " + status);
    };
  }

  private void count(Admission.Batch batch, MediaType type) {
    metrics.count("Batches", 1);
    metrics.count("Items", batch.request().items());
    metrics.count("RepairedTexts", batch.request().invalidTexts());
    metrics.count("OtherContentType", type == MediaType.PROTOBUF ? 0 : 1);
  }

  private Response notForwarded(Admission.Batch batch, String what, String why) {
    metrics.count("BatchesNotForwarded", 1);
    log.warn(what, fields(batch, why));
    return Answers.refusal(Refusal.unavailable(what), MediaType.PROTOBUF);
  }

  private static Map<String, ?> fields(Admission.Batch batch, String why) {
    return Map.of(
        "why", why, "signal", batch.request().signal().path(), "items", batch.request().items());
  }
}
