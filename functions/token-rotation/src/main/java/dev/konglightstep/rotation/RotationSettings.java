package dev.konglightstep.rotation;

import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.core.backend.IngestProxy;
import dev.konglightstep.platform.BackendSettings;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.rotation.probe.ProbePolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the rotation is told by its environment.
 *
 * @param token the secret with the backend's token; empty if this function does not rotate it
 * @param ingestKey the secret with Kong's key; empty if this function does not rotate it
 * @param kongTargets the text of KONG_TARGETS, or where it is
 * @param eventBus name or ARN of the bus for audit events
 */
public record RotationSettings(
    Backend backend,
    Optional<TokenSettings> token,
    Optional<IngestKeySettings> ingestKey,
    Optional<String> kongTargets,
    ProbePolicy probe,
    Optional<String> eventBus,
    Level logLevel,
    AwsSettings aws) {

  /**
   * Reads and checks them all.
   *
   * @throws SettingsException naming the first one that is missing or malformed
   */
  public static RotationSettings from(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    Optional<TokenSettings> token = token(settings);
    Optional<IngestKeySettings> ingestKey = ingestKey(settings);
    if (token.isEmpty() && ingestKey.isEmpty()) {
      throw new SettingsException(
          "TOKEN_SECRET_ID",
          "is missing, and so is INGEST_KEY_SECRET_ID; set one of them to a secret to rotate");
    }
    return new RotationSettings(
        BackendSettings.from(settings),
        token,
        ingestKey,
        settings.text("KONG_TARGETS"),
        probe(settings),
        settings.text("EVENT_BUS"),
        settings.choice("LOG_LEVEL", Level.INFO),
        AwsSettings.from(settings));
  }

  /** The secrets that this function rotates. */
  public List<String> secretIds() {
    return Stream.concat(
            token.stream().map(TokenSettings::secretId),
            ingestKey.stream().map(IngestKeySettings::secretId))
        .toList();
  }

  /** To whom Kong sends with a secret, where a target does not say. */
  public URI endpoint(String secretId) {
    return ingestKey
        .filter(key -> key.secretId().equals(secretId))
        .map(key -> key.proxy().url())
        .orElse(backend.url());
  }

  private static Optional<TokenSettings> token(Settings settings) {
    return settings
        .text("TOKEN_SECRET_ID")
        .map(
            id ->
                new TokenSettings(
                    id,
                    settings.required(
                        "POOL_SECRET_ID",
                        "the name or ARN of the secret with the tokens that people made")));
  }

  private static Optional<IngestKeySettings> ingestKey(Settings settings) {
    return settings
        .text("INGEST_KEY_SECRET_ID")
        .filter(id -> !id.equals("none"))
        .map(
            id ->
                new IngestKeySettings(
                    id,
                    settings
                        .origin("PROXY_URL")
                        .map(IngestProxy::new)
                        .orElseThrow(
                            () ->
                                new SettingsException(
                                    "PROXY_URL",
                                    "is missing; set it to the proxy's base URL, where new ingest"
                                        + " keys are probed"))));
  }

  private static ProbePolicy probe(Settings settings) {
    Duration budget = settings.duration("PROPAGATION_BUDGET", "PT6M");
    Duration window = settings.duration("PROBE_WINDOW", "PT1M");
    if (window.compareTo(budget) >= 0) {
      throw new SettingsException("PROBE_WINDOW", "expected less than PROPAGATION_BUDGET");
    }
    return new ProbePolicy(
        budget, window, settings.choice("PROBE", Probing.STRICT) == Probing.STRICT);
  }

  /** The secret with the backend's token, and the pool of those to come. */
  public record TokenSettings(String secretId, String poolSecretId) {}

  /** The secret with Kong's key, and the proxy that accepts it. */
  public record IngestKeySettings(String secretId, IngestProxy proxy) {}

  private enum Probing {
    STRICT,
    UNVERIFIED
  }
}
