package dev.konglightstep.proxy;

import dev.konglightstep.core.otlp.ExportRequest;

/** What came of a request before anything is sent on. */
sealed interface Admission permits Admission.Batch, Refusal {
  /** A whole and valid Export request from somebody who may send it. */
  record Batch(ExportRequest request) implements Admission {}
}
