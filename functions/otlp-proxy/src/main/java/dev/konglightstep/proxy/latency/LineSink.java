package dev.konglightstep.proxy.latency;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.Verdict;
import dev.konglightstep.core.otlp.ExportResponse;
import java.time.Instant;
import java.util.function.Consumer;

/** Hands figures on line by line. */
record LineSink(Consumer<String> lines) implements Sink {
  @Override
  public Verdict send(Bytes figures, Instant until) {
    figures.text().lines().forEach(lines);
    return new Verdict.Accepted(ExportResponse.FULL_SUCCESS, true);
  }
}
