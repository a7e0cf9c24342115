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

  Admission read(Signal signal, Request request) {
    String encoding =
        request.headers().first("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
    if (!encoding.equals("gzip") && !encoding.equals("identity")) {
      return Refusal.unsupportedEncoding();
    }
    Bytes body;
    try {
      body = request.body().decode();
    } catch (UnreadableBodyException e) {
      return Refusal.unavailable(e.reason());
    }
    if (body.length() > maxBodyBytes) {
      return Refusal.tooLarge(maxBodyBytes);
    }
    Optional<String> announced = request.headers().first("Content-Length");
    if (announced.isPresent() && !announced.get().equals(Integer.toString(body.length()))) {
      return Refusal.cutBody(announced.get(), body.length());
    }
    Optional<ExportResponse> seen = recent.find(signal, body, clock.instant());
    if (seen.isPresent()) {
      return new Admission.Seen(seen.get());
    }
    MediaType type = MediaType.of(request.headers());
    return encoding.equals("gzip") ? inflate(signal, type, body) : scan(signal, type, body, body);
  }

  private Admission inflate(Signal signal, MediaType type, Bytes gzip) {
    return switch (Gzip.inflate(gzip, maxBodyBytes)) {
      case Inflated.Plain(Bytes plain) -> scan(signal, type, plain, gzip);
      case Inflated.TooLarge tooLarge -> Refusal.tooLarge(maxBodyBytes);
      case Inflated.Broken broken -> notOtlp(signal, type, broken.what(), broken.offset());
    };
  }

  private Admission scan(Signal signal, MediaType type, Bytes request, Bytes body) {
    return switch (Scan.of(signal, request)) {
      case Scan.Malformed malformed -> notOtlp(signal, type, malformed.what(), malformed.offset());
      case Scan.Valid(ExportRequest valid)
          when type != MediaType.PROTOBUF && valid.envelopes() == 0 ->
          Refusal.unsupportedType();
      case Scan.Valid(ExportRequest valid) -> new Admission.Batch(valid, body);
    };
  }

  private Admission notOtlp(Signal signal, MediaType type, String what, int offset) {
    if (type != MediaType.PROTOBUF) {
      return Refusal.unsupportedType();
    }
    String why = what + " at byte " + offset;
    return switch (badBatch) {
      case REJECT -> Refusal.notOtlp(signal, why);
      case QUARANTINE ->
          Refusal.unavailable(
              "not an OTLP request for "
                  + signal.path()
                  + ": "
                  + why
                  + "; there is no quarantine to keep it");
    };
  }
}
