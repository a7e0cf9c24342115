package dev.konglightstep.proxy.latency;

import dev.konglightstep.core.Bytes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An OTLP Export request, written by OpenTelemetry's exporter. What it calls sending only keeps the
 * bytes: they go out as Kong's batches do, through the same transport, under the token that holds
 * then, and perhaps more than once.
 */
final class OtlpForm implements Form {
  private final Kept kept = new Kept();
  private final String instance;
  private @Nullable OtlpHttpMetricExporter exporter;

  /**
   * Writes for one environment.
   *
   * @param instance tells its series from those that other environments send at the same time
   */
  OtlpForm(String instance) {
    this.instance = instance;
  }

  @Override
  public Bytes write(Collection<MetricData> figures) {
    if (figures.isEmpty()) {
      return Bytes.EMPTY;
    }
    CompletableResultCode result = exporter().export(Services.split(figures, instance));
    if (!result.isSuccess()) {
      throw new IllegalStateException("figures cannot be written as OTLP");
    }
    return kept.bytes;
  }

  /**
   * Made when there is something to write: the first batch of a fresh environment is late enough.
   */
  private OtlpHttpMetricExporter exporter() {
    OtlpHttpMetricExporter made = exporter;
    if (made == null) {
      made =
          OtlpHttpMetricExporter.builder()
              .setComponentLoader(new OnlySender(kept))
              .setMeterProvider(MeterProvider.noop())
              .build();
      exporter = made;
    }
    return made;
  }

  /** Keeps what it is to send. */
  private static final class Kept implements HttpSender {
    private Bytes bytes = Bytes.EMPTY;

    @Override
    public void send(
        MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(message.getContentLength());
      try {
        message.writeMessage(out);
      } catch (IOException e) {
        onError.accept(e);
        return;
      }
      bytes = Bytes.of(out.toByteArray());
      onResponse.accept(new Success());
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  /** That it was kept. */
  private static final class Success implements HttpResponse {
    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    public String getStatusMessage() {
      return "kept";
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }

  /** Names our sender, where the exporter would search the class path for one. */
  private record OnlySender(HttpSender sender) implements ComponentLoader {
    @Override
    public <T> Iterable<T> load(Class<T> service) {
      HttpSenderProvider provider = config -> sender;
      return service == HttpSenderProvider.class ? List.of(service.cast(provider)) : List.of();
    }
  }
}
