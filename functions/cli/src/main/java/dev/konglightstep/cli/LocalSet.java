package dev.konglightstep.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.secret.Token;
import dev.konglightstep.platform.Settings;
import dev.konglightstep.platform.SettingsException;
import dev.konglightstep.standins.lightstep.LightstepModel;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFace;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The systems around the functions, on the loopback. Each stand-in steps aside when the environment
 * names the real thing.
 */
final class LocalSet implements AutoCloseable {
  static final String DEFAULT_TOKEN = "local-token";
  static final String DEFAULT_INGEST_KEY = "local-ingest-key";
  static final String TOKEN_SECRET = "kong-lightstep/token";
  static final String INGEST_KEY_SECRET = "kong-lightstep/ingest-key";
  static final String POOL_SECRET = "kong-lightstep/pool";

  /** The tokens that a rotation of the local set can take. */
  private static final List<String> POOL = List.of("local-2", "local-3", "local-4");

  /** Where "make local" serves, unless told otherwise. */
  private static final String PROXY_URL = "http://127.0.0.1:4318";

  private final Map<String, String> environment;
  private final Optional<StandIn<SecretsManagerModel>> secretsManager;
  private final Optional<StandIn<LightstepModel>> lightstep;

  private LocalSet(
      Map<String, String> environment,
      Optional<StandIn<SecretsManagerModel>> secretsManager,
      Optional<StandIn<LightstepModel>> lightstep) {
    this.environment = Map.copyOf(environment);
    this.secretsManager = secretsManager;
    this.lightstep = lightstep;
  }

  /** Starts what the environment does not name. */
  static LocalSet start(Map<String, String> given) {
    Settings settings = new Settings(given);
    Map<String, String> environment = new HashMap<>(given);
    environment.putIfAbsent("PROXY_URL", PROXY_URL);
    String token = credential(settings, "LOCAL_TOKEN", DEFAULT_TOKEN);
    String ingestKey = credential(settings, "LOCAL_INGEST_KEY", DEFAULT_INGEST_KEY);
    Optional<StandIn<LightstepModel>> lightstep =
        settings.origin("LIGHTSTEP_URL").isPresent()
            ? Optional.empty()
            : Optional.of(lightstep(environment, token));
    Optional<StandIn<SecretsManagerModel>> secretsManager =
        isRealAws(settings)
            ? Optional.empty()
            : Optional.of(secretsManager(environment, token, ingestKey));
    return new LocalSet(environment, secretsManager, lightstep);
  }

  /** The settings that the functions get. */
  Map<String, String> environment() {
    return environment;
  }

  Optional<StandIn<SecretsManagerModel>> secretsManager() {
    return secretsManager;
  }

  Optional<StandIn<LightstepModel>> lightstep() {
    return lightstep;
  }

  /** Where the functions find AWS: an address, or the real region. */
  String aws() {
    String region = environment.getOrDefault("AWS_REGION", "default-region");
    return environment.getOrDefault("AWS_ENDPOINT_URL", region);
  }

  @Override
  public void close() {
    lightstep.ifPresent(StandIn::close);
    secretsManager.ifPresent(StandIn::close);
  }

  /** The JSON of a version of the token secret or of the ingest key secret. */
  static String secret(String issuer, String name, String token) {
    ObjectNode secret = new JsonMapper().createObjectNode();
    secret.put("issuer", issuer).put("token", token).put("name", name).put("project", "local");
    secret.putArray("history");
    return secret.toString();
  }

  /** The JSON of the pool secret. */
  private static String pool() {
    ObjectNode pool = new JsonMapper().createObjectNode().put("project", "local");
    ArrayNode tokens = pool.putArray("tokens");
    POOL.forEach(name -> tokens.addObject().put("name", name).put("token", pooled(name)));
    return pool.toString();
  }

  private static String pooled(String name) {
    return name + "-token";
  }

  /** An endpoint by name, or credentials together with the secrets that they are for. */
  private static boolean isRealAws(Settings settings) {
    boolean credentials =
        settings.text("AWS_ACCESS_KEY_ID").or(() -> settings.text("AWS_PROFILE")).isPresent();
    boolean secrets =
        settings.text("TOKEN_SECRET_ID").isPresent()
            && settings.text("INGEST_KEY_SECRET_ID").isPresent();
    return settings.origin("AWS_ENDPOINT_URL").isPresent() || (credentials && secrets);
  }

  private static StandIn<LightstepModel> lightstep(Map<String, String> environment, String token) {
    StandIn<LightstepModel> standIn = StandIn.start(new LightstepModel(), model -> model);
    standIn.model().accept(token);
    POOL.forEach(name -> standIn.model().accept(pooled(name)));
    environment.put("LIGHTSTEP_URL", standIn.url().toString());
    return standIn;
  }

  private static StandIn<SecretsManagerModel> secretsManager(
      Map<String, String> environment, String token, String ingestKey) {
    StandIn<SecretsManagerModel> standIn =
        StandIn.start(new SecretsManagerModel(InstantSource.system()), SecretsManagerFace::new);
    environment.putIfAbsent("TOKEN_SECRET_ID", TOKEN_SECRET);
    environment.putIfAbsent("INGEST_KEY_SECRET_ID", INGEST_KEY_SECRET);
    String tokenSecret = environment.getOrDefault("TOKEN_SECRET_ID", TOKEN_SECRET);
    String ingestKeySecret = environment.getOrDefault("INGEST_KEY_SECRET_ID", INGEST_KEY_SECRET);
    standIn.model().put(tokenSecret, "local-1", secret("pool", "local-1", token));
    standIn.model().put(ingestKeySecret, "local-1", secret("generated", "local-1", ingestKey));
    environment.putIfAbsent("POOL_SECRET_ID", POOL_SECRET);
    standIn.model().put(environment.getOrDefault("POOL_SECRET_ID", POOL_SECRET), "local-1", pool());
    environment.put("AWS_ENDPOINT_URL", standIn.url().toString());
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.remove("AWS_SESSION_TOKEN");
    return standIn;
  }

  private static String credential(Settings settings, String name, String fallback) {
    String value = settings.text(name, fallback);
    try {
      return Token.of(value).reveal();
    } catch (IllegalArgumentException e) {
      throw new SettingsException(name, "expected visible ASCII characters, at least one");
    }
  }
}
