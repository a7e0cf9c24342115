package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.ExportResponse;
import dev.konglightstep.core.otlp.Signal;

/** What came of a request before anything is sent on. */
sealed interface Admission permits Admission.Batch, Admission.Seen, Admission.NotOtlp, Refusal {
  /**
   * A whole and valid Export request from somebody who may send it.
   *
   * @param body as it was sent, perhaps compressed
   */
  record Batch(ExportRequest request, Bytes body) implements Admission {}

  /**
   * A body that is not what its path says.
   *
   * @param why with the place in the body
   * @param body as it was sent
   */
  record NotOtlp(Signal signal, String why, Bytes body) implements Admission {}

  /** The same bytes were taken a moment ago, with this answer. */
  record Seen(ExportResponse response) implements Admission {}
}
