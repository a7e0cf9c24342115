package dev.konglightstep.proxy;

import dev.konglightstep.core.otlp.ExportResponse;
import java.time.Duration;
import java.util.Optional;

/** Whether somebody has the batch, so that Kong may forget it. */
sealed interface Outcome {
  /** The backend, the spill or the quarantine has each item of it. */
  record Taken(ExportResponse response) implements Outcome {}

  /** Kong must bring it again. */
  record NotTaken(String what, Optional<Duration> retryAfter) implements Outcome {}
}
