package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.otlp.Edits;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Signal;
import java.io.IOException;
import java.time.Instant;

/** Brings a request to the backend in as few pieces as it takes. */
final class Delivery {
  private final Forwarder forwarder;
  private final Edits edits;

  Delivery(Forwarder forwarder, Edits edits) {
    this.forwarder = forwarder;
    this.edits = edits;
  }

  /**
   * The backend's verdict on all of the request: accepted only if every piece was. A piece that is
   * too large is halved until it is a single item; items are told apart by their place, so a data
   * point, which shares its metric with others, is not.
   *
   * @throws IOException if the backend gave no answer in time
   */
  Verdict deliver(ExportRequest request, Instant until) throws IOException {
    Verdict whole = forwarder.forward(request.signal(), request.write(edits), until);
    return whole instanceof Verdict.TooLarge && request.signal() != Signal.METRICS
        ? halves(request, 0, request.items(), whole, until)
        : whole;
  }

  private Verdict halves(ExportRequest request, int from, int to, Verdict refusal, Instant until)
      throws IOException {
    if (to - from < 2) {
      return refusal;
    }
    int middle = (from + to) >>> 1;
    Verdict first = part(request, from, middle, until);
    return first instanceof Verdict.Accepted accepted
        ? join(accepted, part(request, middle, to, until))
        : first;
  }

  private Verdict part(ExportRequest request, int from, int to, Instant until) throws IOException {
    Part part = new Part(edits, from, to);
    Verdict verdict = forwarder.forward(request.signal(), request.write(part), until);
    return verdict instanceof Verdict.TooLarge
        ? halves(request, from, to, verdict, until)
        : verdict;
  }

  private static Verdict join(Verdict.Accepted first, Verdict second) {
    return second instanceof Verdict.Accepted accepted
        ? new Verdict.Accepted(
            join(first.response(), accepted.response()), first.readable() && accepted.readable())
        : second;
  }

  private static ExportResponse join(ExportResponse first, ExportResponse second) {
    String both = first.message().isEmpty() || second.message().isEmpty() ? "" : "; ";
    return new ExportResponse(
        first.rejected() + second.rejected(), first.message() + both + second.message());
  }
}
