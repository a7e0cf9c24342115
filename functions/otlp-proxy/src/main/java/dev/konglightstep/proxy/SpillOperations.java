package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.core.policy.Policy;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.BackendSettings;
import dev.konglightstep.platform.ObjectUri;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.Seeds;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.aws.AwsSettings;
import dev.konglightstep.platform.aws.SecretsManagerVersions;
import dev.konglightstep.platform.http.JdkTransport;
import dev.konglightstep.platform.telemetry.Level;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.platform.telemetry.SelfTelemetry;
import dev.konglightstep.proxy.aws.S3Bucket;
import dev.konglightstep.proxy.aws.SqsDeadLetters;
import dev.konglightstep.proxy.spill.DeadLetters;
import dev.konglightstep.proxy.spill.Quarantine;
import dev.konglightstep.proxy.spill.QuarantineBucket;
import dev.konglightstep.proxy.spill.QuarantineShelf;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/** What people do about the spill and the quarantine. */
public final class SpillOperations {
  private static final String BUCKET = "the name of the bucket that holds the quarantine";
  private static final String QUEUE = "the URL of the spill's queue";

  private final Settings settings;
  private final AwsSettings aws;
  private final PrintStream log;
  private final InstantSource clock;

  /**
   * Under the functions' settings.
   *
   * @param log where failures of readings are told
   */
  public SpillOperations(Map<String, String> environment, PrintStream log, InstantSource clock) {
    this.settings = new Settings(environment);
    this.aws = AwsSettings.from(settings);
    this.log = log;
    this.clock = clock;
  }

  /**
   * What lies in the quarantine.
   *
   * @throws dev.konglightstep.platform.SettingsException naming a setting to mend
   */
  public QuarantineShelf shelf() {
    return new QuarantineShelf(bucket());
  }

  /** Where what is refused again is kept. */
  public Quarantine quarantine() {
    return new QuarantineBucket(bucket(), Long.MAX_VALUE, clock);
  }

  /** How it is sent again. */
  public Resubmission resubmission() {
    Backend backend = BackendSettings.from(settings);
    String token =
        settings.required(
            "TOKEN_SECRET_ID", "the name or ARN of the secret that holds the Lightstep token");
    Log warnings = new Log(Level.WARN, log, clock);
    SecretVersions versions = new SecretsManagerVersions(aws);
    return new Resubmission(
        new PolicyInForce(
            policy(warnings)::get,
            SnapshotLoading.from(
                PrincipalsSettings.from(settings), aws, warnings, noMetrics(), clock),
            ProxyWiring.pseudonyms(
                versions, settings.text("PSEUDONYM_SECRET_ID"), warnings, noMetrics(), clock),
            backend,
            Seeds::next),
        new Delivery(
            new Forwarder(
                backend,
                new JdkTransport(clock),
                ProxyWiring.token(versions, token, warnings, clock),
                clock)),
        settings.number("MAX_BODY_BYTES", 16 << 20, 1024, 64 << 20),
        clock);
  }

  /** The spill's dead letters. */
  public DeadLetters deadLetters() {
    return new SqsDeadLetters(aws, settings.required("SPILL_QUEUE_URL", QUEUE));
  }

  private Refreshed<Policy> policy(Log warnings) {
    return PolicyLoading.from(
        ObjectUri.from(settings, "POLICY_URI"), aws, warnings, noMetrics(), clock);
  }

  private Metrics noMetrics() {
    return new Metrics(SelfTelemetry.OFF, "resubmission", log, clock);
  }

  private S3Bucket bucket() {
    return new S3Bucket(aws, settings.required("SPILL_BUCKET", BUCKET));
  }
}
