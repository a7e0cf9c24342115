package dev.konglightstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenTelemetry's own exporter is a sender too: it compresses, and obeys the answers. */
class OpenTelemetryExporterTest {
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "none"})
  void export_throughTheProxy_arrives(String compression) {
    try (LocalSet set = LocalSet.start(Map.of());
        LocalProxy proxy = LocalProxy.start(0, set.environment())) {
      assertThat(export(proxy, LocalSet.DEFAULT_INGEST_KEY, compression).isSuccess()).isTrue();
      assertThat(set.lightstep().orElseThrow().model().deliveries()).hasSize(1);
    }
  }

  @Test
  void export_wrongKey_fails() {
    try (LocalSet set = LocalSet.start(Map.of());
        LocalProxy proxy = LocalProxy.start(0, set.environment())) {
      assertThat(export(proxy, "other", "gzip").isSuccess()).isFalse();
      assertThat(set.lightstep().orElseThrow().model().deliveries()).isEmpty();
    }
  }

  private static CompletableResultCode export(LocalProxy proxy, String key, String compression) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(proxy.url() + "/v1/traces")
            .addHeader("x-ingest-key", key)
            .setCompression(compression)
            .build();
    ResultOf processor = new ResultOf(exporter);
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(processor))
            .build()) {
      Span span = provider.get("test").spanBuilder("checkout").startSpan();
      span.end();
    }
    return processor.result().join(30, TimeUnit.SECONDS);
  }
}
