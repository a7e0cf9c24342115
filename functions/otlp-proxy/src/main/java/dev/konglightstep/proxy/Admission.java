package dev.konglightstep.proxy;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.Signal;

/** What came of a request before anything is sent on. */
sealed interface Admission permits Admission.Batch, Refusal {
  /**
   * A whole and valid Export request from somebody who may send it.
   *
   * @param items spans, log records or data points
   */
  record Batch(Signal signal, Bytes request, int items) implements Admission {}
}
