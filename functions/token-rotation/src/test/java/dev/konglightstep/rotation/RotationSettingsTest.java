package dev.konglightstep.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.rotation.probe.ProbePolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationSettingsTest {
  private static final Map<String, String> BOTH =
      Map.of(
          "TOKEN_SECRET_ID", "kong/token",
          "POOL_SECRET_ID", "kong/pool",
          "INGEST_KEY_SECRET_ID", "kong/key",
          "PROXY_URL", "https://proxy.example",
          "AWS_REGION", "eu-west-1",
          "AWS_ACCESS_KEY_ID", "test",
          "AWS_SECRET_ACCESS_KEY", "CANARY");

  @Test
  void from_bothSecrets_hasTheDesignsDefaults() {
    RotationSettings settings = RotationSettings.from(BOTH);

    assertThat(settings.secretIds()).containsExactly("kong/token", "kong/key");
    assertThat(settings.probe())
        .isEqualTo(new ProbePolicy(Duration.ofMinutes(6), Duration.ofMinutes(1), true));
    assertThat(settings.endpoint("kong/token")).hasToString("https://ingest.lightstep.com");
    assertThat(settings.endpoint("kong/key")).hasToString("https://proxy.example");
    assertThat(settings.eventBus()).isEmpty();
    assertThat(settings.toString()).doesNotContain("CANARY");
  }

  @Test
  void from_keySwitchedOffByIntent_rotatesTheTokenAlone() {
    assertThat(RotationSettings.from(with("INGEST_KEY_SECRET_ID", "none")).secretIds())
        .containsExactly("kong/token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POOL_SECRET_ID     |          | POOL_SECRET_ID is missing; set it to the name or ARN of the secret with the tokens that people made
          PROXY_URL          |          | PROXY_URL is missing; set it to the proxy's base URL, where new ingest keys are probed
          PROXY_URL          | CANARY   | PROXY_URL: expected scheme, host and perhaps a port, such as https://host.example:443
          PROPAGATION_BUDGET | CANARY   | PROPAGATION_BUDGET: expected an ISO-8601 duration such as PT6M
          PROBE_WINDOW       | PT6M     | PROBE_WINDOW: expected less than PROPAGATION_BUDGET
          PROBE              | CANARY   | PROBE: expected strict or unverified
          BACKEND            | CANARY   | BACKEND: expected lightstep
          """)
  void from_malformed_namesItAndNotItsContent(String name, String value, String message) {
    assertThatThrownBy(() -> RotationSettings.from(with(name, value == null ? "" : value)))
        .isInstanceOf(SettingsException.class)
        .satisfies(
            e -> assertThat(normal(String.valueOf(e.getMessage()))).isEqualTo(normal(message)));
  }

  @Test
  void from_noSecretAtAll_saysWhichCouldBeSet() {
    Map<String, String> none = new HashMap<>(BOTH);
    none.remove("TOKEN_SECRET_ID");
    none.remove("INGEST_KEY_SECRET_ID");

    assertThatThrownBy(() -> RotationSettings.from(none))
        .hasMessageContaining("TOKEN_SECRET_ID")
        .hasMessageContaining("INGEST_KEY_SECRET_ID");
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> changed = new HashMap<>(BOTH);
    changed.put(name, value);
    return changed;
  }

  /** Whether a colon stands behind the name is the exception's business. */
  private static String normal(String message) {
    return message.replaceFirst("^([A-Z_]+):? ", "$1 ");
  }
}
