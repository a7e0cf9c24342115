package dev.konglightstep.core.policy.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.Identities;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetTest {
  private static final Sampler ESSENTIALS =
      new Sampler(
          new Sampling(
              Preset.ESSENTIALS.rules(),
              Preset.ESSENTIALS.otherwise(),
              Orphans.OTHERWISE,
              OptionalDouble.of(1)),
          new RememberedTraces(1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          GET  | /orders/7                 | /orders          | 200 | 20   | otherwise
          GET  | /orders/7                 | /orders          | 404 | 20   | otherwise
          GET  | /orders/7                 | /orders          | 500 | 20   | essentials.errors
          GET  | /orders/7                 | /orders          | 200 | 999  | otherwise
          GET  | /orders/7                 | /orders          | 200 | 1000 | essentials.slow
          GET  | /healthz                  | /                | 200 | 2    | essentials.health
          HEAD | /api/health               | /api             | 204 | 2    | essentials.health
          GET  | /actuator/health/liveness | /actuator        | 200 | 2    | essentials.health
          GET  | /readyz/etcd              | /                | 200 | 2    | essentials.health
          GET  | /ping                     | /                | 200 | 2    | essentials.health
          GET  | /status                   | /                | 200 | 2    | essentials.health
          GET  | /checkout/healthz         | /checkout        | 200 | 2    | essentials.health
          GET  | /healthz                  | /                | 503 | 2    | essentials.errors
          GET  | /healthz                  | /                | 200 | 3000 | essentials.slow
          POST | /ping                     | /                | 200 | 2    | otherwise
          GET  | /orders/7/status          | /orders          | 200 | 2    | otherwise
          GET  | /v1/health/records/7      | /v1/health       | 200 | 2    | otherwise
          GET  | /streams/live             | /streams         | 200 | 2    | otherwise
          GET  | /shopping                 | /shopping        | 200 | 2    | otherwise
          GET  | /orders/7                 | /healthz         | 200 | 2    | otherwise
          POST | /v2/checkout/7            | /v2              | 200 | 2    | essentials.checkout-path
          POST | /v2/buy                   | ~/checkout[0-9]+ | 200 | 2    | essentials.checkout-route
          GET  | /checkout/7/status        | /checkout        | 200 | 2    | essentials.checkout-route
          POST | /users/sign_in            | /users           | 200 | 2    | essentials.login-path
          POST | /customerLogin            | /                | 200 | 2    | essentials.login-path
          POST | /oauth2/v1/token          | /oauth2          | 200 | 2    | essentials.login-path
          POST | /realms/a/protocol/openid-connect/token | /realms | 200 | 2 | essentials.login-path
          GET  | /designing                | /designing       | 200 | 2    | otherwise
          """)
  void essentials_request_isDecidedBy(
      String method, String path, String route, int status, int millis, String rule) {
    ExportRequest request = request(method, path, route, status, millis);

    assertThat(ESSENTIALS.decide(request, Traces.of(request, 1), Identities.NONE).rule(0))
        .isEqualTo(rule);
  }

  @Test
  void essentials_keepsAllButHealthChecksAndMostOfTheRest() {
    assertThat(Preset.ESSENTIALS.otherwise()).isEqualTo(0.1);
    assertThat(Preset.ESSENTIALS.rules())
        .allSatisfy(
            rule -> {
              assertThat(rule.name()).startsWith("essentials.").matches("[a-z0-9._-]{1,40}");
              assertThat(rule.keep()).isEqualTo(rule.name().endsWith("health") ? 0 : 1);
              assertThat(rule.at()).isEqualTo(Rule.Place.PROXY);
            });
  }

  private static ExportRequest request(
      String method, String path, String route, int status, int millis) {
    Span.Builder root =
        Span.newBuilder()
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(1_000_000_000L)
            .setEndTimeUnixNano(1_000_000_000L + millis * 1_000_000L)
            .addAttributes(text("http.method", method))
            .addAttributes(text("http.url", "http://gw.test" + path + "?q=/checkout"))
            .addAttributes(text("http.route", route));
    root.addAttributesBuilder().setKey("http.status_code").getValueBuilder().setIntValue(status);
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request.addResourceSpansBuilder().addScopeSpansBuilder().addSpans(root);
    return ((Scan.Valid) Scan.of(Signal.TRACES, Bytes.of(request.build().toByteArray()))).request();
  }

  private static KeyValue text(String key, String value) {
    KeyValue.Builder attribute = KeyValue.newBuilder().setKey(key);
    attribute.getValueBuilder().setStringValue(value);
    return attribute.build();
  }
}
