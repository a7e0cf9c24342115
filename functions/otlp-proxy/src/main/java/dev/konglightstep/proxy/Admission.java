package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.ExportResponse;

/** What came of a request before anything is sent on. */
sealed interface Admission permits Admission.Batch, Admission.Seen, Refusal {
  /**
   * A whole and valid Export request from somebody who may send it.
   *
   * @param body as it was sent, perhaps compressed
   */
  record Batch(ExportRequest request, Bytes body) implements Admission {}

  /** The same bytes were taken a moment ago, with this answer. */
  record Seen(ExportResponse response) implements Admission {}
}
