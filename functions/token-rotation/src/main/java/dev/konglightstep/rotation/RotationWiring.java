package dev.konglightstep.rotation;

import dev.konglightstep.core.backend.Backend;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.platform.Pause;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.platform.http.FreshConnections;
import dev.konglightstep.platform.http.JdkTransport;
import dev.konglightstep.platform.telemetry.Log;
import dev.konglightstep.rotation.audit.Audit;
import dev.konglightstep.rotation.audit.AuditLog;
import dev.konglightstep.rotation.aws.EventBus;
import dev.konglightstep.rotation.aws.RotationSecrets;
import dev.konglightstep.rotation.aws.S3Texts;
import dev.konglightstep.rotation.issuer.GeneratedIssuer;
import dev.konglightstep.rotation.issuer.PoolIssuer;
import dev.konglightstep.rotation.kong.KongFleet;
import dev.konglightstep.rotation.kong.KongTarget;
import dev.konglightstep.rotation.kong.KongTargets;
import dev.konglightstep.rotation.probe.Probe;
import dev.konglightstep.rotation.probe.ProbePolicy;
import dev.konglightstep.rotation.sampling.SamplingPush;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What the rotation is made of.
 *
 * @param probes opens a connection for each request
 * @param targets of a secret, by its id
 * @param random unpredictable
 */
public record RotationWiring(
    RotationSecrets secrets,
    Transport probes,
    Function<String, List<Target>> targets,
    Audit audit,
    RandomGenerator random,
    InstantSource clock,
    Pause pause) {

  /** All over real HTTP; nothing is connected to yet. */
  public static RotationWiring real(
      RotationSettings settings,
      RandomGenerator random,
      PrintStream out,
      InstantSource clock,
      Pause pause) {
    Log log = new Log(settings.logLevel(), out, clock);
    Consumer<Map<String, Object>> bus =
        settings
            .eventBus()
            .<Consumer<Map<String, Object>>>map(name -> new EventBus(settings.aws(), name))
            .orElse(event -> {});
    RotationSecrets secrets = new RotationSecrets(settings.aws());
    KongFleet kongs = kongs(settings, secrets, clock);
    return new RotationWiring(
        secrets,
        new FreshConnections(),
        secretId -> kongs.of(secretId, settings.endpoint(secretId)),
        new AuditLog(log, clock, bus),
        random,
        clock,
        pause);
  }

  /**
   * What leaves sampling to the Kongs of the settings, over real HTTP.
   *
   * @throws SettingsException naming a setting to mend
   */
  public static SamplingPush samplingPush(RotationSettings settings, InstantSource clock) {
    if (settings.kongTargets().isEmpty()) {
      throw new SettingsException("KONG_TARGETS", "is missing; set it to where Kong is");
    }
    Map<String, URI> endpoints = new HashMap<>();
    settings.secretIds().forEach(id -> endpoints.put(id, settings.endpoint(id)));
    return new SamplingPush(kongs(settings, new RotationSecrets(settings.aws()), clock), endpoints);
  }

  /** The same, with what happens told to somebody else. */
  RotationWiring telling(Audit other) {
    return new RotationWiring(secrets, probes, targets, other, random, clock, pause);
  }

  /** The rotation of the secrets that the settings name. */
  public Rotation rotation(RotationSettings settings) {
    return new Rotation(
        rotating(settings), secrets.versions(), secrets.writer(), audit, clock, pause);
  }

  /** The secrets that the settings name. */
  public List<Rotating> rotating(RotationSettings settings) {
    return Stream.concat(
            settings.token().stream().map(token -> token(settings, token)),
            settings.ingestKey().stream().map(key -> ingestKey(settings.probe(), key)))
        .toList();
  }

  private static KongFleet kongs(
      RotationSettings settings, RotationSecrets secrets, InstantSource clock) {
    List<KongTarget> targets =
        settings
            .kongTargets()
            .map(text -> KongTargets.read(text, new S3Texts(settings.aws())))
            .orElse(List.of());
    KongFleet kongs =
        new KongFleet(
            targets,
            trust ->
                trust
                    .map(certificates -> JdkTransport.trusting(certificates, clock))
                    .orElseGet(() -> new JdkTransport(clock)),
            secrets.credentials(),
            clock);
    kongs.requireSecrets(settings.secretIds());
    return kongs;
  }

  private Rotating token(RotationSettings settings, RotationSettings.TokenSettings token) {
    Probe probe = probe(settings.backend(), settings.probe());
    return new Rotating(
        token.secretId(),
        new PoolIssuer(secrets.pool(token.poolSecretId()), probe, audit, clock),
        probe,
        targets.apply(token.secretId()));
  }

  private Rotating ingestKey(ProbePolicy policy, RotationSettings.IngestKeySettings key) {
    return new Rotating(
        key.secretId(),
        new GeneratedIssuer(random),
        probe(key.proxy(), policy),
        targets.apply(key.secretId()));
  }

  private Probe probe(Backend acceptor, ProbePolicy policy) {
    return new Probe(acceptor, probes, policy, random, clock, pause);
  }
}
