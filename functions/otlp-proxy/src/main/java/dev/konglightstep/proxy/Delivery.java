package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Finished;
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
   * Sends the batch until it is decided, or the backend does not take a piece of it now. A piece
   * that is too large is halved down to single items; items are told apart by their place, so a
   * data point, which shares its metric with others, is not.
   *
   * @param until when the last verdict must be known
   */
  Delivered deliver(Finished batch, Instant until) {
    return new Course(batch).run(until);
  }

  /** One batch on its way. */
  private final class Course {
    private final Finished batch;
    private final Signal signal;
    private final int items;
    private final BitSet refused = new BitSet();
    private ExportResponse response = ExportResponse.FULL_SUCCESS;
    private boolean readable = true;
    private Optional<Failure> refusal = Optional.empty();
    private int from;
    private int most;

    Course(Finished batch) {
      this.batch = batch;
      this.signal = batch.request().signal();
      this.items = batch.request().items();
      this.most = batch.kept();
    }

    Delivered run(Instant until) {
      while (batch.kept(from, items) > 0) {
        int to = most == batch.kept() ? items : batch.behind(from, most);
        Optional<Failure> failure = send(to, until);
        if (failure.isPresent()) {
          return delivered(failure);
        }
      }
      from = items;
      return delivered(Optional.empty());
    }

    private Optional<Failure> send(int to, Instant until) {
      try {
        return decided(forwarder.forward(signal, piece(to), until), to);
      } catch (IOException e) {
        return Optional.of(Failure.noAnswer(e));
      } catch (SecretUnavailableException e) {
        return Optional.of(Failure.noToken(e));
      }
    }

    private Bytes piece(int to) {
      int first = from;
      return first == 0 && to == items
          ? batch.bytes()
          : batch.only(item -> first <= item && item < to);
    }

    private Optional<Failure> decided(Verdict verdict, int to) {
      int count = batch.kept(from, to);
      switch (verdict) {
        case Verdict.Accepted(ExportResponse answer, boolean wasReadable) -> {
          response = response.and(answer);
          readable &= wasReadable;
          from = to;
        }
        case Verdict.TooLarge tooLarge when count > 1 && signal != Signal.METRICS ->
            most = (count + 1) / 2;
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
      for (int item = from; item < to; item++) {
        refused.set(item, batch.keeps(item));
      }
      from = to;
    }

    private Delivered delivered(Optional<Failure> failure) {
      return new Delivered(response, readable, refused, refusal, failure, from);
    }
  }
}
