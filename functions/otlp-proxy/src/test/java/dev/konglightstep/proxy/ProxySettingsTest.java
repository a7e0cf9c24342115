package dev.konglightstep.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.backend.Lightstep;
import dev.konglightstep.platform.SettingsException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxySettingsTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "TOKEN_SECRET_ID", "kong/token",
              "INGEST_KEY_SECRET_ID", "kong/key",
              "AWS_REGION", "eu-west-1"));

  @Test
  void from_requiredOnesAlone_givesTheDefaults() {
    ProxySettings settings = ProxySettings.from(environment);

    assertThat(settings.backend())
        .isEqualTo(
            new Lightstep(
                URI.create("https://ingest.lightstep.com"),
                "/traces/otlp/v0.9",
                "/metrics/otlp/v0.9",
                "/v1/logs"));
    assertThat(settings.tokenSecretId()).isEqualTo("kong/token");
    assertThat(settings.ingestKeySecretId()).contains("kong/key");
    assertThat(settings.ingestKeyGrace()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.answerBudget()).isEqualTo(Duration.ofMillis(4300));
    assertThat(settings.maxBodyBytes()).isEqualTo(16_777_216);
    assertThat(settings.badBatch()).isEqualTo(BadBatch.QUARANTINE);
    assertThat(settings.policyUri()).isEmpty();
  }

  @Test
  void from_places_areTaken() {
    environment.put("POLICY_URI", "s3://bucket/policy.json");

    assertThat(ProxySettings.from(environment).policyUri().orElseThrow())
        .hasToString("s3://bucket/policy.json");
  }

  @Test
  void from_keyNone_switchesTheKeyOff() {
    environment.put("INGEST_KEY_SECRET_ID", "none");

    assertThat(ProxySettings.from(environment).ingestKeySecretId()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TOKEN_SECRET_ID       | TOKEN_SECRET_ID: is missing; set it to the name or ARN of the secret that holds the Lightstep token
          INGEST_KEY_SECRET_ID  | INGEST_KEY_SECRET_ID: is missing; set it to the name or ARN of the secret that holds Kong's ingest key, or to "none" if only Kong can reach the proxy
          """)
  void from_missing_stopsTheStartAndNamesIt(String name, String message) {
    environment.remove(name);

    assertThatThrownBy(() -> new OtlpProxyHandler(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BACKEND                | CANARY               | BACKEND: expected lightstep
          LIGHTSTEP_URL          | http://CANARY        | LIGHTSTEP_URL: expected https (http only to a loopback address)
          LIGHTSTEP_TRACES_PATH  | CANARY               | LIGHTSTEP_TRACES_PATH: expected a path such as /traces/otlp/v0.9
          LIGHTSTEP_METRICS_PATH | CANARY               | LIGHTSTEP_METRICS_PATH: expected a path such as /metrics/otlp/v0.9
          LIGHTSTEP_LOGS_PATH    | CANARY               | LIGHTSTEP_LOGS_PATH: expected a path such as /v1/logs
          INGEST_KEY_GRACE       | CANARY               | INGEST_KEY_GRACE: expected an ISO-8601 duration such as P1D
          INGEST_KEY_GRACE       | PT0S                 | INGEST_KEY_GRACE: expected a duration above zero, such as P1D
          ANSWER_BUDGET          | CANARY               | ANSWER_BUDGET: expected an ISO-8601 duration such as PT4.3S
          ANSWER_BUDGET          | PT1S                 | ANSWER_BUDGET: expected at least PT2S
          MAX_BODY_BYTES         | CANARY               | MAX_BODY_BYTES: expected a whole number from 1024 to 67108864
          BAD_BATCH              | CANARY               | BAD_BATCH: expected quarantine or reject
          POLICY_URI             | CANARY               | POLICY_URI: expected s3://<bucket>/<key> or file:/<path>
          LOG_LEVEL              | CANARY               | LOG_LEVEL: expected debug or info or warn or error
          AWS_ENDPOINT_URL       | CANARY               | AWS_ENDPOINT_URL: expected scheme, host and perhaps a port, such as https://host.example:443
          """)
  void from_malformed_stopsTheStartAndNamesIt(String name, String value, String message) {
    environment.put(name, value);

    assertThatThrownBy(() -> new OtlpProxyHandler(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }
}
