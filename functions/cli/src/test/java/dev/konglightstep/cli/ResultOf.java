package dev.konglightstep.cli;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Passes spans on and keeps what became of the first export. */
final class ResultOf implements SpanExporter {
  private final SpanExporter exporter;
  private final CompletableFuture<CompletableResultCode> first = new CompletableFuture<>();

  ResultOf(SpanExporter exporter) {
    this.exporter = exporter;
  }

  CompletableResultCode result() {
    return first.join();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    first.complete(result);
    return result;
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
