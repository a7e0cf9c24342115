package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.secret.SecretUnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/** Brings a request to the backend in as few pieces as it takes. */
final class Delivery {
  private final Forwarder forwarder;

  Delivery(Forwarder forwarder) {
    this.forwarder = forwarder;
  }

  /**
   * Sends the request until it is decided, or the backend does not take a piece of it now. A piece
   * that is too large is halved down to single items; items are told apart by their place, so a
   * data point, which shares its metric with others, is not.
   *
   * @param whole the finished request
   * @param edits what finished it
   * @param until when the last verdict must be known
   */
  Delivered deliver(ExportRequest request, Bytes whole, Edits edits, Instant until) {
    return new Course(request, edits).run(whole, until);
  }

  /** One request on its way. */
  private final class Course {
    private final ExportRequest request;
    private final Edits edits;
    private final BitSet refused = new BitSet();
    private ExportResponse response = ExportResponse.FULL_SUCCESS;
    private boolean readable = true;
    private Optional<Failure> refusal = Optional.empty();
    private int from;
    private int most;

    Course(ExportRequest request, Edits edits) {
      this.request = request;
      this.edits = edits;
      this.most = request.items();
    }

    Delivered run(Bytes whole, Instant until) {
      Bytes piece = whole;
      while (from < request.items()) {
        int to = Math.min(from + most, request.items());
        Optional<Failure> failure = send(piece, to, until);
        if (failure.isPresent()) {
          return delivered(failure);
        }
        piece = from < request.items() ? next() : Bytes.EMPTY;
      }
      return delivered(Optional.empty());
    }

    private Bytes next() {
      int to = Math.min(from + most, request.items());
      return request.write(new Part(edits, item -> from <= item && item < to));
    }

    private Optional<Failure> send(Bytes piece, int to, Instant until) {
      try {
        return decided(forwarder.forward(request.signal(), piece, until), to);
      } catch (IOException e) {
        return Optional.of(Failure.noAnswer(e));
      } catch (SecretUnavailableException e) {
        return Optional.of(Failure.noToken(e));
      }
    }

    private Optional<Failure> decided(Verdict verdict, int to) {
      switch (verdict) {
        case Verdict.Accepted(ExportResponse answer, boolean wasReadable) -> {
          response = response.and(answer);
          readable &= wasReadable;
          from = to;
        }
        case Verdict.TooLarge tooLarge when to - from > 1 && request.signal() != Signal.METRICS ->
            most = (to - from + 1) / 2;
        case Verdict.TooLarge(int status) -> refuse(Failure.tooLarge(status), to);
        case Verdict.Refused(int status) -> refuse(Failure.refused(status), to);
        case Verdict.TokenRefused(int status) -> {
          return Optional.of(Failure.tokenRefused(status));
        }
        case Verdict.TryLater later -> {
          return Optional.of(Failure.later(later));
        }
        case Verdict.Unexpected(int status) -> {
          return Optional.of(Failure.unexpected(status));
        }
      }
      return Optional.empty();
    }

    private void refuse(Failure why, int to) {
      refusal = Optional.of(why);
      refused.set(from, to);
      from = to;
    }

    private Delivered delivered(Optional<Failure> failure) {
      return new Delivered(response, readable, refused, refusal, failure, from);
    }
  }
}
