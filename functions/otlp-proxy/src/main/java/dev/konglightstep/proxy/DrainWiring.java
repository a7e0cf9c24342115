package dev.konglightstep.proxy;

import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.aws.SecretsManagerVersions;
import dev.konglightstep.platform.http.JdkTransport;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.aws.S3Bucket;
import dev.konglightstep.proxy.aws.SqsQueue;
import dev.konglightstep.proxy.spill.ObjectStore;
import dev.konglightstep.proxy.spill.SpillQueue;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;

/** What the drain is made of. It opens no connection and reads no secret yet. */
public final class DrainWiring {
  private DrainWiring() {}

  /** A drain on the real AWS SDK and the JDK's HTTP client. */
  public static Drain real(DrainSettings settings, PrintStream out, InstantSource clock) {
    return drain(
        settings,
        new SecretsManagerVersions(settings.aws()),
        new JdkTransport(clock),
        new SqsQueue(settings.aws(), settings.queueUrl()),
        new S3Bucket(settings.aws(), settings.bucket()),
        new Log(settings.logLevel(), out, clock),
        new Metrics(settings.selfTelemetry(), "SpillDrain", out, clock),
        clock);
  }

  /** A drain that reads and sends some other way. */
  public static Drain drain(
      DrainSettings settings,
      SecretVersions versions,
      Transport transport,
      SpillQueue queue,
      ObjectStore bucket,
      Log log,
      Metrics metrics,
      InstantSource clock) {
    Stores stores = new Stores(Optional.of(queue), Optional.of(bucket));
    Keeper keeper =
        new Keeper(
            "SpillDrain",
            Optional.empty(),
            stores.quarantine(clock),
            settings.backend().name(),
            clock,
            log,
            metrics);
    Forwarder forwarder =
        new Forwarder(
            settings.backend(),
            transport,
            ProxyWiring.token(versions, settings.tokenSecretId(), log, clock),
            clock);
    SpillDrain drain =
        new SpillDrain(settings.backend().name(), forwarder, keeper, clock, log, metrics);
    return new Drain(
        new QueueDrain(drain, queue, bucket, keeper, clock, log, metrics),
        new Sweep(drain, bucket, keeper, clock, log, metrics),
        ProxyWiring.ownCounts(
            settings.telemetryEndpoint(), forwarder, transport, log, metrics, clock));
  }
}
