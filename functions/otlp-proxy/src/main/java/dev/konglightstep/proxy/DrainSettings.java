package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.platform.BackendSettings;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What the drain is told by its environment.
 *
 * @param telemetryEndpoint who gets the drain's own counts as OTLP; the backend if it is empty
 */
public record DrainSettings(
    Backend backend,
    String tokenSecretId,
    String queueUrl,
    String bucket,
    Level logLevel,
    SelfTelemetry selfTelemetry,
    Optional<URI> telemetryEndpoint,
    AwsSettings aws) {

  /**
   * Reads and checks them all.
   *
   * @throws SettingsException naming the first one that is missing or malformed
   */
  public static DrainSettings from(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    return new DrainSettings(
        BackendSettings.from(settings),
        settings.required(
            "TOKEN_SECRET_ID", "the name or ARN of the secret that holds the Lightstep token"),
        settings.required("SPILL_QUEUE_URL", "the URL of the queue that the proxy spills into"),
        settings.required("SPILL_BUCKET", "the name of the bucket that the proxy spills into"),
        settings.choice("LOG_LEVEL", Level.INFO),
        settings.choice("SELF_TELEMETRY", SelfTelemetry.EMF),
        settings.endpoint("OTEL_EXPORTER_OTLP_ENDPOINT"),
        AwsSettings.from(settings));
  }
}
