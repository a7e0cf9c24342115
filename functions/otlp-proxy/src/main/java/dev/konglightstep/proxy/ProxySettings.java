package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.platform.BackendSettings;
import dev.konglightstep.platform.ObjectUri;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the proxy is told by its environment.
 *
 * @param ingestKeySecretId empty if the key was switched off by intent
 * @param ingestKeyGrace how long the previous key counts after the secret's last change
 * @param answerBudget from the request's arrival to Kong's answer
 * @param maxBodyBytes of a body after decompression
 * @param telemetryEndpoint who gets the proxy's own counts as OTLP; the backend if it is empty
 * @param policyUri without one, the policy is {@code Policy.SAFE}
 * @param pseudonymSecretId without one, a policy that wants pseudonyms tells of no person
 */
public record ProxySettings(
    Backend backend,
    String tokenSecretId,
    Optional<String> ingestKeySecretId,
    Duration ingestKeyGrace,
    Duration answerBudget,
    int maxBodyBytes,
    BadBatch badBatch,
    DeliveryMode delivery,
    StoreSettings stores,
    Optional<ObjectUri> policyUri,
    PrincipalsSettings principals,
    Optional<String> pseudonymSecretId,
    Level logLevel,
    SelfTelemetry selfTelemetry,
    Optional<URI> telemetryEndpoint,
    AwsSettings aws) {

  private static final Duration LEAST_BUDGET = Duration.ofSeconds(2);

  /**
   * Reads and checks them all.
   *
   * @throws SettingsException naming the first one that is missing or malformed
   */
  public static ProxySettings from(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    return new ProxySettings(
        BackendSettings.from(settings),
        settings.required(
            "TOKEN_SECRET_ID", "the name or ARN of the secret that holds the Lightstep token"),
        ingestKeySecretId(settings),
        settings.duration("INGEST_KEY_GRACE", "P1D"),
        answerBudget(settings),
        settings.number("MAX_BODY_BYTES", 16 << 20, 1024, 64 << 20),
        settings.choice("BAD_BATCH", BadBatch.QUARANTINE),
        settings.choice("DELIVERY", DeliveryMode.DIRECT),
        StoreSettings.from(settings),
        ObjectUri.from(settings, "POLICY_URI"),
        PrincipalsSettings.from(settings),
        settings.text("PSEUDONYM_SECRET_ID"),
        settings.choice("LOG_LEVEL", Level.INFO),
        settings.choice("SELF_TELEMETRY", SelfTelemetry.EMF),
        settings.endpoint("OTEL_EXPORTER_OTLP_ENDPOINT"),
        AwsSettings.from(settings));
  }

  private static Optional<String> ingestKeySecretId(Settings settings) {
    String id =
        settings.required(
            "INGEST_KEY_SECRET_ID",
            "the name or ARN of the secret that holds Kong's ingest key, or to \"none\" if only"
                + " Kong can reach the proxy");
    return id.equals("none") ? Optional.empty() : Optional.of(id);
  }

  private static Duration answerBudget(Settings settings) {
    Duration budget = settings.duration("ANSWER_BUDGET", "PT4.3S");
    if (budget.compareTo(LEAST_BUDGET) < 0) {
      throw new SettingsException("ANSWER_BUDGET", "expected at least " + LEAST_BUDGET);
    }
    return budget;
  }
}
