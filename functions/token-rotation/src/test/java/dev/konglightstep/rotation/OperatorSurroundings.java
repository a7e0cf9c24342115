package dev.konglightstep.rotation;

import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.platform.http.FreshConnections;
import dev.konglightstep.platform.json.TokenSecretJson;
import dev.konglightstep.rotation.audit.AuditEvent;
import dev.konglightstep.rotation.aws.RotationSecrets;
import dev.konglightstep.standins.http.Faults;
import dev.konglightstep.standins.http.LoopbackServer;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The systems around an operator's commands: AWS and the acceptors over real HTTP. */
final class OperatorSurroundings implements AutoCloseable {
  static final String TOKEN_SECRET = "kong/token";
  static final String KEY_SECRET = "kong/ingest-key";
  static final String POOL_SECRET = "kong/pool";

  final FlyingTime time = new FlyingTime();
  final SecretsManagerModel secrets = new SecretsManagerModel(time);
  final CallsOfSecretsManager calls = new CallsOfSecretsManager(new SecretsManagerFace(secrets));
  final Faults secretsFaults = new Faults();
  final LightstepModel lightstep = new LightstepModel();
  final Faults lightstepFaults = new Faults();
  final KeyAcceptor proxy = new KeyAcceptor(secrets, KEY_SECRET);
  final PluginsInMemory edge = new PluginsInMemory("edge", time);
  final PluginsInMemory inner = new PluginsInMemory("inner", time);
  final List<AuditEvent> told = new ArrayList<>();
  final Map<String, String> environment = new HashMap<>();
  private final Map<String, List<Target>> targets = new HashMap<>();
  private final List<LoopbackServer> servers =
      List.of(
          LoopbackServer.start(calls, secretsFaults),
          LoopbackServer.start(lightstep, lightstepFaults),
          LoopbackServer.start(proxy, new Faults()));

  OperatorSurroundings() {
    List.of(TOKEN_SECRET, KEY_SECRET, POOL_SECRET)
        .forEach(name -> secrets.createSecret(name, name, Optional.empty()));
    targets.put(TOKEN_SECRET, List.of(edge));
    targets.put(KEY_SECRET, List.of(inner));
    environment.put("AWS_ENDPOINT_URL", servers.get(0).url().toString());
    environment.put("LIGHTSTEP_URL", servers.get(1).url().toString());
    environment.put("PROXY_URL", servers.get(2).url().toString());
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("TOKEN_SECRET_ID", TOKEN_SECRET);
    environment.put("POOL_SECRET_ID", POOL_SECRET);
    environment.put("INGEST_KEY_SECRET_ID", KEY_SECRET);
  }

  Operations operations() {
    RotationSettings settings = RotationSettings.from(environment);
    return new Operations(
        new RotationWiring(
            new RotationSecrets(settings.aws()),
            new FreshConnections(),
            secretId -> targets.getOrDefault(secretId, List.of()),
            told::add,
            new Random(1),
            time,
            time),
        settings);
  }

  void only(String secret) {
    environment.remove(secret.equals(TOKEN_SECRET) ? "INGEST_KEY_SECRET_ID" : "TOKEN_SECRET_ID");
  }

  /** A pool of tokens "name:value", of project prod. */
  void pool(String... tokens) {
    List<String> entries = new ArrayList<>();
    for (String token : tokens) {
      String[] parts = token.split(":", 2);
      entries.add("{\"name\":\"%s\",\"token\":\"%s\"}".formatted(parts[0], parts[1]));
    }
    secrets.put(
        POOL_SECRET,
        "pool-" + String.join("-", tokens).hashCode(),
        "{\"project\":\"prod\",\"tokens\":[" + String.join(",", entries) + "]}");
  }

  /** A version of the token secret. */
  void token(String version, String value, String from, String... labels) {
    secrets.put(TOKEN_SECRET, version, document("pool", version, value, from), List.of(labels));
  }

  /** A version of the ingest key secret. */
  void key(String version, String value, String from, String... labels) {
    secrets.put(KEY_SECRET, version, document("generated", version, value, from), List.of(labels));
  }

  /** The value that is in force, as Secrets Manager has it. */
  TokenSecret current(String secretId) {
    return TokenSecretJson.parse(version(secretId).value().orElseThrow());
  }

  Version version(String secretId) {
    return secrets.labelled(secretId, "AWSCURRENT").orElseThrow();
  }

  Set<String> labels(String secretId, String version) {
    return secrets.version(secretId, version).orElseThrow().labels();
  }

  List<AuditEvent> told(AuditEvent.Type type) {
    return told.stream().filter(event -> event.type() == type).toList();
  }

  @Override
  public void close() {
    servers.forEach(LoopbackServer::close);
  }

  private static String document(String issuer, String version, String value, String from) {
    String derived = from.isEmpty() ? "" : ",\"derived_from\":\"" + from + "\"";
    return "{\"issuer\":\"%s\",\"token\":\"%s\",\"name\":\"name-%s\",\"project\":\"prod\",\"history\":[]%s}"
        .formatted(issuer, value, version, derived);
  }
}
