package dev.konglightstep.rotation.kong;

import dev.konglightstep.core.http.Origin;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.core.secret.SecretArn;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.platform.http.Trust;
import dev.konglightstep.rotation.Target;
import dev.konglightstep.rotation.TargetException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All Kongs that {@code KONG_TARGETS} describes, ready to be read and written. */
public final class KongFleet {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final List<Kong> kongs = new ArrayList<>();
  private final Credentials credentials;
  private final InstantSource clock;

  /**
   * Connects to nothing yet.
   *
   * @param transports makes one that trusts these certificates, or the system's
   * @throws SettingsException if a target cannot be served, naming it
   */
  public KongFleet(
      List<KongTarget> targets,
      Function<Optional<Trust>, Transport> transports,
      Credentials credentials,
      InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
    for (KongTarget target : targets) {
      requireServed(target);
      kongs.add(new Kong(target, transports.apply(trust(target))));
    }
  }

  /**
   * Refuses a target whose secret nobody rotates: one that is mistyped would be left behind.
   *
   * @param secretIds names or ARNs
   */
  public void requireSecrets(List<String> secretIds) {
    for (Kong kong : kongs) {
      if (secretIds.stream().noneMatch(id -> isSame(id, kong.target.secret()))) {
        throw new SettingsException(
            "KONG_TARGETS",
            kong.target.path()
                + ".secret: expected the secret of TOKEN_SECRET_ID or of INGEST_KEY_SECRET_ID");
      }
    }
  }

  /**
   * The targets whose header must carry a secret; none is legal.
   *
   * @param secretId its name or ARN
   * @param endpoint to which plugins send with it, where a target names none
   */
  public List<Target> of(String secretId, URI endpoint) {
    return kongs.stream()
        .filter(kong -> isSame(secretId, kong.target.secret()))
        .map(kong -> target(kong, endpoint))
        .toList();
  }

  /**
   * Every Kong and workspace of the targets, once each though several targets are there, with what
   * may be done about sampling: Kong 3.6 or later.
   *
   * @param endpoints by secret, to which plugins send with it where a target names none
   */
  public List<KongPlace> places(Map<String, URI> endpoints) throws TargetException {
    Map<String, KongPlace> places = new LinkedHashMap<>();
    for (Kong kong : kongs) {
      KongAccess access =
          new KongAccess(
              kong.target, kong.transport, credentials, KongNode.Need.SAMPLING_RATE, TIMEOUT);
      access.renew();
      for (URI url : kong.target.urls()) {
        AdminApi api = access.usable(url);
        for (String prefix : access.prefixes(api)) {
          places
              .computeIfAbsent(api.at(prefix), at -> new KongPlace(api, prefix, clock))
              .add(rule(kong.target, endpoint(kong.target, endpoints)));
        }
      }
    }
    return List.copyOf(places.values());
  }

  private static URI endpoint(KongTarget target, Map<String, URI> endpoints) {
    return endpoints.entrySet().stream()
        .filter(endpoint -> isSame(endpoint.getKey(), target.secret()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private Target target(Kong kong, URI endpoint) {
    KongTarget target = kong.target;
    return new KongAdmin(target, rule(target, endpoint), kong.transport, credentials, clock);
  }

  private static HeaderRule rule(KongTarget target, URI endpoint) {
    Set<Origin> endpoints =
        target.endpoints().isEmpty()
            ? Set.of(Origin.of(endpoint.toString()).orElseThrow())
            : target.endpoints();
    return new HeaderRule(target.secret(), target.header(), endpoints, target.add(), target.tags());
  }

  private static boolean isSame(String a, String b) {
    return a.equals(b) || SecretArn.isOf(a, b) || SecretArn.isOf(b, a);
  }

  private static void requireServed(KongTarget target) {
    if (target.kind() != KongTarget.Kind.ADMIN) {
      throw new SettingsException(
          "KONG_TARGETS",
          target.path()
              + ".kind: target \""
              + target.name()
              + "\": \""
              + target.kind().name().toLowerCase(Locale.ROOT)
              + "\" comes later; this version serves \"admin\" only");
    }
  }

  private static Optional<Trust> trust(KongTarget target) {
    if (target.ca().isEmpty()) {
      return Optional.empty();
    }
    String name = "KONG_TARGETS: " + target.path() + ".ca";
    try {
      return Optional.of(Trust.of(KongTargets.textOrFile(name, target.ca().get())));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(name, String.valueOf(e.getMessage()));
    }
  }

  private record Kong(KongTarget target, Transport transport) {}
}
