package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Gzip;
import dev.konglightstep.core.http.Inflated;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.UnreadableBodyException;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Turns a body into a valid Export request, or says why it is none. */
final class Intake {
  private final int maxBodyBytes;
  private final BadBatch badBatch;
  private final RecentSuccesses recent;
  private final InstantSource clock;

  Intake(int maxBodyBytes, BadBatch badBatch, RecentSuccesses recent, InstantSource clock) {
    this.maxBodyBytes = maxBodyBytes;
    this.badBatch = badBatch;
    this.recent = recent;
    this.clock = clock;
  }

  /** What the head alone rules out is refused before the body is decoded, or even read. */
  Admission read(Signal signal, Request request, BytesInFlight.Share share) {
    String encoding =
        request.headers().first("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
    boolean gzip = encoding.equals("gzip");
    if (!gzip && !encoding.equals("identity")) {
      return Refusal.unsupportedEncoding();
    }
    Optional<String> announced = request.headers().first("Content-Length");
    if (announced.filter(this::isTooMuch).isPresent()) {
      return Refusal.tooLarge(maxBodyBytes);
    }
    if (!share.take(request.body().size())) {
      return Refusal.noRoom();
    }
    Incoming incoming = new Incoming(signal, MediaType.of(request.headers()), gzip, share);
    try {
      return read(incoming, request.body().decode(), announced);
    } catch (UnreadableBodyException e) {
      return Refusal.unavailable(e.reason());
    }
  }

  private Admission read(Incoming incoming, Bytes body, Optional<String> announced) {
    if (body.length() > maxBodyBytes) {
      return Refusal.tooLarge(maxBodyBytes);
    }
    if (announced.isPresent() && !announced.get().equals(Integer.toString(body.length()))) {
      return Refusal.cutBody(announced.get(), body.length());
    }
    Optional<ExportResponse> seen = recent.find(incoming.signal, body, clock.instant());
    if (seen.isPresent()) {
      return new Admission.Seen(seen.get());
    }
    return incoming.gzip ? inflate(incoming, body) : scan(incoming, body, body);
  }

  private boolean isTooMuch(String announced) {
    return announced.matches("[0-9]{1,18}") && Long.parseLong(announced) > maxBodyBytes;
  }

  /**
   * Room is taken for what the trailer says. If there is more, the trailer lies or there are
   * several members, and it is read again with room for the most.
   */
  private Admission inflate(Incoming incoming, Bytes gzip) {
    int first = (int) Math.min(maxBodyBytes, Gzip.announced(gzip));
    if (!incoming.share.take(first)) {
      return Refusal.noRoom();
    }
    Inflated inflated = Gzip.inflate(gzip, first);
    if (inflated instanceof Inflated.TooLarge && first < maxBodyBytes) {
      if (!incoming.share.take(maxBodyBytes - first)) {
        return Refusal.noRoom();
      }
      inflated = Gzip.inflate(gzip, maxBodyBytes);
    }
    return switch (inflated) {
      case Inflated.Plain(Bytes plain) -> scan(incoming, plain, gzip);
      case Inflated.TooLarge tooLarge -> Refusal.tooLarge(maxBodyBytes);
      case Inflated.Broken broken -> notOtlp(incoming, broken.what(), broken.offset(), gzip);
    };
  }

  private Admission scan(Incoming incoming, Bytes request, Bytes body) {
    return switch (Scan.of(incoming.signal, request)) {
      case Scan.Malformed malformed ->
          notOtlp(incoming, malformed.what(), malformed.offset(), body);
      case Scan.Valid(ExportRequest valid)
          when incoming.type != MediaType.PROTOBUF && valid.envelopes() == 0 ->
          Refusal.unsupportedType();
      case Scan.Valid(ExportRequest valid) -> new Admission.Batch(valid, body);
    };
  }

  private Admission notOtlp(Incoming incoming, String what, int offset, Bytes body) {
    if (incoming.type != MediaType.PROTOBUF) {
      return Refusal.unsupportedType();
    }
    String why = what + " at byte " + offset;
    return switch (badBatch) {
      case REJECT -> Refusal.notOtlp(incoming.signal, why);
      case QUARANTINE -> new Admission.NotOtlp(incoming.signal, why, body);
    };
  }

  /** What is known of a request once its head is read. */
  private record Incoming(Signal signal, MediaType type, boolean gzip, BytesInFlight.Share share) {}
}
