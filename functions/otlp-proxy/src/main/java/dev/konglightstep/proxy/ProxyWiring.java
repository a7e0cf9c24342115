package dev.konglightstep.proxy;

import dev.konglightstep.core.backend.Collector;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.policy.identity.Pseudonyms;
import dev.konglightstep.core.secret.SecretUnavailableException;
import dev.konglightstep.core.secret.SecretVersion;
import dev.konglightstep.core.secret.SecretVersions;
import dev.konglightstep.platform.Refreshed;
import dev.konglightstep.platform.Seeds;
import dev.konglightstep.platform.aws.SecretsManagerVersions;
import dev.konglightstep.platform.http.JdkTransport;
import dev.konglightstep.platform.telemetry.InstanceId;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.platform.telemetry.Metrics;
import dev.konglightstep.proxy.latency.CollectorSink;
import dev.konglightstep.proxy.latency.Latencies;
import dev.konglightstep.proxy.latency.OwnCounts;
import dev.konglightstep.proxy.latency.Sink;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What the proxy is made of. It opens no connection and reads no secret yet. */
public final class ProxyWiring {
  private static final Duration SECRET_MAX_AGE = Duration.ofMinutes(5);

  private ProxyWiring() {}

  /** A proxy on the real AWS SDK and the JDK's HTTP client. */
  public static OtlpProxy proxy(
      ProxySettings settings, Log log, Metrics metrics, InstantSource clock) {
    return proxy(settings, stores(settings), log, metrics, clock);
  }

  /** The same, with other stores. */
  public static OtlpProxy proxy(
      ProxySettings settings, Stores stores, Log log, Metrics metrics, InstantSource clock) {
    return proxy(
        settings,
        new SecretsManagerVersions(settings.aws()),
        new JdkTransport(clock),
        stores,
        log,
        metrics,
        clock);
  }

  /** The queue and the bucket that the settings name, on the real AWS SDK. */
  public static Stores stores(ProxySettings settings) {
    return Stores.real(settings.stores(), settings.aws());
  }

  /** A proxy that reads its secrets and sends its batches some other way. */
  public static OtlpProxy proxy(
      ProxySettings settings,
      SecretVersions versions,
      Transport transport,
      Stores stores,
      Log log,
      Metrics metrics,
      InstantSource clock) {
    return proxy(settings, versions, transport, stores, Seeds::next, log, metrics, clock);
  }

  /**
   * The same.
   *
   * @param seeds of its tables; with the same ones it does the same again
   */
  public static OtlpProxy proxy(
      ProxySettings settings,
      SecretVersions versions,
      Transport transport,
      Stores stores,
      LongSupplier seeds,
      Log log,
      Metrics metrics,
      InstantSource clock) {
    BytesInFlight inFlight = BytesInFlight.ofThisHeap();
    return proxy(settings, versions, transport, stores, inFlight, seeds, log, metrics, clock);
  }

  static OtlpProxy proxy(
      ProxySettings settings,
      SecretVersions versions,
      Transport transport,
      Stores stores,
      BytesInFlight inFlight,
      LongSupplier seeds,
      Log log,
      Metrics metrics,
      InstantSource clock) {
    RecentSuccesses recent = new RecentSuccesses();
    Refreshed<SecretVersion> token = token(versions, settings.tokenSecretId(), log, clock);
    Duration grace = settings.ingestKeyGrace();
    Keeper keeper =
        new Keeper(
            "OtlpProxy",
            stores.spill(clock, log, metrics),
            stores.quarantine(clock),
            settings.backend().name(),
            clock,
            log,
            metrics);
    Forwarder forwarder = new Forwarder(settings.backend(), transport, token, clock);
    Latencies latencies = latencies(forwarder, log, metrics, clock);
    Dispatch dispatch =
        new Dispatch(
            settings.delivery(),
            new PolicyInForce(
                PolicyLoading.from(settings.policyUri(), settings.aws(), log, metrics, clock)::get,
                SnapshotLoading.from(settings.principals(), settings.aws(), log, metrics, clock),
                pseudonyms(versions, settings.pseudonymSecretId(), log, metrics, clock),
                settings.backend(),
                seeds),
            new Delivery(forwarder),
            new Circuit(clock),
            keeper,
            latencies,
            clock,
            log,
            metrics);
    return new OtlpProxy(
        new IngestKeys(
            settings.ingestKeySecretId().map(id -> keys(versions, id, grace, log, clock)), clock),
        new Intake(settings.maxBodyBytes(), settings.badBatch(), recent, clock),
        dispatch,
        keeper,
        latencies,
        recent,
        inFlight,
        clock,
        ownCounts(settings.telemetryEndpoint(), forwarder, transport, log, metrics, clock),
        metrics);
  }

  /** Figures go out as batches do, to the backend's place for metrics. */
  private static Latencies latencies(
      Forwarder forwarder, Log log, Metrics metrics, InstantSource clock) {
    return Latencies.counting(
        (figures, until) -> forwarder.forward(Signal.METRICS, figures, until),
        metrics::line,
        InstanceId::random,
        clock,
        log,
        metrics);
  }

  /** They go where the settings say, else as figures do. */
  static OwnCounts ownCounts(
      Optional<URI> endpoint,
      Forwarder forwarder,
      Transport transport,
      Log log,
      Metrics metrics,
      InstantSource clock) {
    Sink backend = (figures, until) -> forwarder.forward(Signal.METRICS, figures, until);
    Sink sink =
        endpoint
            .<Sink>map(url -> new CollectorSink(new Collector(url), transport, clock))
            .orElse(backend);
    return new OwnCounts(metrics, sink, InstanceId::random, clock, log);
  }

  /** The current token of a secret. */
  static Refreshed<SecretVersion> token(
      SecretVersions versions, String secretId, Log log, InstantSource clock) {
    return new Refreshed<>(
        timeout ->
            versions
                .labelled(secretId, SecretVersions.CURRENT, timeout)
                .orElseThrow(
                    () ->
                        new SecretUnavailableException(
                            "secret "
                                + secretId
                                + " has no version labelled AWSCURRENT here; check its name, its"
                                + " region, and that a value was put into it")),
        SECRET_MAX_AGE,
        clock,
        failed(secretId, log));
  }

  private static Refreshed<AcceptedKeys> keys(
      SecretVersions versions, String secretId, Duration grace, Log log, InstantSource clock) {
    return new Refreshed<>(
        new AcceptedKeysSource(versions, secretId, grace, clock, log),
        SECRET_MAX_AGE,
        clock,
        failed(secretId, log));
  }

  /** The keys for pseudonyms; without them people are not told, and batches go on. */
  static Refreshed.Source<Optional<Pseudonyms>> pseudonyms(
      SecretVersions versions,
      Optional<String> secretId,
      Log log,
      Metrics metrics,
      InstantSource clock) {
    Refreshed<Pseudonyms> keys =
        new Refreshed<>(
            new PseudonymKeys(versions, secretId, clock),
            SECRET_MAX_AGE,
            clock,
            failed(secretId.orElse("none"), log));
    return timeout -> {
      try {
        return Optional.of(keys.get(timeout));
      } catch (SecretUnavailableException e) {
        metrics.count("PseudonymsUnavailable", 1);
        return Optional.empty();
      }
    };
  }

  private static Consumer<RuntimeException> failed(String secretId, Log log) {
    return failure ->
        log.error(
            "a secret cannot be read",
            Map.of("secret", secretId, "why", String.valueOf(failure.getMessage())));
  }
}
