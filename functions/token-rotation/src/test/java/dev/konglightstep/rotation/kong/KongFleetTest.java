package dev.konglightstep.rotation.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.http.Transport;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.platform.http.Trust;
import dev.konglightstep.rotation.Target;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KongFleetTest {
  private static final URI PROXY = URI.create("https://proxy.example");
  private static final String ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # asked for                            | in the target       | the same
          ingest                                 | ingest              | true
          ARN:ingest-AbCdEf                      | ingest              | true
          ingest                                 | ARN:ingest-AbCdEf   | true
          ARN:ingest-AbCdEf                      | ARN:ingest-AbCdEf   | true
          ARN:ingest-AbCdEf                      | ARN:ingest-GhIjKl   | false
          ARN:ingest-AbCdEfG                     | ingest              | false
          ARN:kong/ingest-AbCdEf                 | kong/ingest         | true
          ARN:ingest-second-AbCdEf               | ingest              | false
          ingest                                 | token               | false
          """)
  void of_secretByNameOrArn_findsItsTargets(String asked, String configured, boolean same) {
    KongFleet fleet = fleet(entry("edge", configured.replace("ARN:", ARN), "\"admin\"", ""));

    List<Target> targets = fleet.of(asked.replace("ARN:", ARN), PROXY);

    assertThat(targets).extracting(Target::name).hasSize(same ? 1 : 0).containsOnly(names(same));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"konnect\"", "\"dbless\",\"file\":\"s3://b/k\""})
  void fleet_kindThatComesLater_isRefusedAtTheStart(String kind) {
    assertThatThrownBy(() -> fleet(entry("edge", "key", kind, "")))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(
            "KONG_TARGETS: [0].kind: target \"edge\": " + kind.replaceFirst(",.*", ""))
        .hasMessageContaining("comes later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANARY", "", "file:/nowhere/CANARY", "-----BEGIN CERTIFICATE-----\\nAA"})
  void fleet_unreadableCertificates_areRefusedUnquoted(String ca) {
    assertThatThrownBy(() -> fleet(entry("edge", "key", "\"admin\"", ",\"ca\":\"" + ca + "\"")))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("KONG_TARGETS: [0].ca: ")
        .hasMessageNotContaining("CANARY");
  }

  @Test
  void requireSecrets_targetOfAnother_isRefused() {
    KongFleet fleet = fleet(entry("edge", "key", "\"admin\"", ""));

    fleet.requireSecrets(List.of("token", ARN + "key-AbCdEf"));
    assertThatThrownBy(() -> fleet.requireSecrets(List.of("token", "kee")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "KONG_TARGETS: [0].secret: expected the secret of TOKEN_SECRET_ID or of"
                + " INGEST_KEY_SECRET_ID");
  }

  @Test
  void fleet_noTarget_isLegal() {
    assertThat(fleet("").of("key", PROXY)).isEmpty();
  }

  private static String[] names(boolean found) {
    return found ? new String[] {"edge"} : new String[0];
  }

  private static String entry(String name, String secret, String kind, String more) {
    return """
        {"name":"%s","secret":"%s","urls":["https://kong.example"],"header":"x","kind":%s%s}"""
        .formatted(name, secret, kind, more);
  }

  private static KongFleet fleet(String entries) {
    Function<Optional<Trust>, Transport> nowhere =
        trust ->
            (request, timeout) -> {
              throw new IOException("nobody is asked");
            };
    return new KongFleet(
        KongTargetsJson.parse("[" + entries + "]"),
        nowhere,
        secretId -> Credential.parse("x"),
        InstantSource.system());
  }
}
