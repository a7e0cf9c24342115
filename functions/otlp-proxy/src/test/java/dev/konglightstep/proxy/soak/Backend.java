package dev.konglightstep.proxy.soak;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.standins.lightstep.LightstepModel;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Lightstep with its moods. It refuses some spans whenever they come, and with them the whole
 * request; what it keeps is read by protobuf-java.
 */
final class Backend {
  private static final int ANY_SIZE = 64 << 20;
  private static final int POISON_EACH = 997;
  private static final int POISON = 17;

  private final LightstepModel model;
  private final Ledger ledger;
  private final Weather weather;
  private final Chance chance;
  private final Tally tally;

  Backend(LightstepModel model, Ledger ledger, Weather weather, Chance chance, Tally tally) {
    this.model = model;
    this.ledger = ledger;
    this.weather = weather;
    this.chance = chance;
    this.tally = tally;
  }

  Response answer(Request request, Source source) {
    Mood mood = weather.mood();
    if (!mood.takes && mood != Mood.TOO_LARGE) {
      return mood == Mood.BAD_REQUEST ? refused(request, status(mood)) : status(mood);
    }
    model.refuseMoreThan(mood == Mood.TOO_LARGE ? 400 + chance.below(12_000) : ANY_SIZE);
    Response answer = model.answer(request);
    tally.note("backend" + answer.status());
    return switch (answer.status()) {
      case 200 -> take(request, mood, source, answer);
      case 413 -> refused(request, answer);
      default -> answer;
    };
  }

  private Response refused(Request request, Response answer) {
    spans(plain(request)).forEach(ledger::refused);
    return answer;
  }

  private Response take(Request request, Mood mood, Source source, Response answer) {
    List<Span> spans = spans(model.takeDeliveries().getFirst().body());
    if (spans.isEmpty()) {
      ledger.complain("an empty request was forwarded");
      return answer;
    }
    if (spans.stream().anyMatch(span -> Spans.claimed(span) % POISON_EACH == POISON)) {
      tally.count("backend.POISON");
      return refused(request, status(Mood.BAD_REQUEST));
    }
    int rejected = mood == Mood.PARTIAL ? 1 + chance.below(spans.size()) : 0;
    spans.subList(0, rejected).forEach(ledger::rejected);
    spans.subList(rejected, spans.size()).forEach(span -> ledger.arrived(span, source));
    return switch (mood) {
      case PARTIAL -> new Response(200, Headers.NONE, partial(rejected));
      case UNREADABLE -> new Response(200, Headers.NONE, Bytes.utf8("<html>thank you</html>"));
      default -> mood.status == 200 || mood == Mood.TOO_LARGE ? answer : status(mood);
    };
  }

  private Response status(Mood mood) {
    boolean pause = mood == Mood.TOO_MANY || mood == Mood.UNAVAILABLE;
    Headers headers =
        pause && chance.of(0.5)
            ? Headers.of("Retry-After", String.valueOf(1 + chance.below(60)))
            : Headers.NONE;
    return new Response(mood.status, headers, Bytes.EMPTY);
  }

  private static Bytes partial(int rejected) {
    ExportTracePartialSuccess partial =
        ExportTracePartialSuccess.newBuilder()
            .setRejectedSpans(rejected)
            .setErrorMessageBytes(ByteString.copyFromUtf8("too old"))
            .build();
    return Bytes.of(
        ExportTraceServiceResponse.newBuilder().setPartialSuccess(partial).build().toByteArray());
  }

  private static Bytes plain(Request request) {
    try (InputStream gzip = new GZIPInputStream(request.body().decode().stream())) {
      return Bytes.of(gzip.readAllBytes());
    } catch (IOException | UnreadableBodyException e) {
      throw new IllegalStateException("what is no gzip was sent", e);
    }
  }

  /** All spans of a request. */
  static List<Span> spans(Bytes request) {
    try {
      return ExportTraceServiceRequest.parseFrom(
              ByteString.copyFrom(request.array(), request.offset(), request.length()))
          .getResourceSpansList()
          .stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what is no OTLP was forwarded or kept", e);
    }
  }
}
