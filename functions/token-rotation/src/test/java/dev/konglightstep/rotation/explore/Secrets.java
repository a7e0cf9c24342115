package dev.konglightstep.rotation.explore;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.IngestProxy;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.platform.json.TokenSecretJson;
import dev.konglightstep.standins.http.Face;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The secrets as the world sees them, and the proxy that accepts the keys of one of them. */
final class Secrets implements Face {
  static final String TOKEN = "kong/token";
  static final String KEY = "kong/ingest-key";
  static final String POOL = "kong/pool";

  private final SecretsManagerModel model;
  private final Map<String, TokenSecret> parsed = new HashMap<>();

  Secrets(SecretsManagerModel model) {
    this.model = model;
  }

  Map<String, Set<String>> labels(String secret) {
    return model.describe(secret).orElseThrow().stages();
  }

  boolean rotates(String secret) {
    return model.describe(secret).orElseThrow().rotationEnabled().orElse(false);
  }

  Optional<String> holder(String secret, String label) {
    return model.labelled(secret, label).map(Version::id);
  }

  Optional<TokenSecret> value(String secret, String versionId) {
    return model.version(secret, versionId).flatMap(Version::value).map(this::parse);
  }

  /** The value in force. */
  TokenSecret current(String secret) {
    return value(secret, holder(secret, SecretsManagerModel.CURRENT).orElseThrow()).orElseThrow();
  }

  /** Whether the proxy takes a key: it is of a version that carries a label of the right kind. */
  boolean acceptsKey(String key) {
    return labels(KEY).entrySet().stream()
        .filter(version -> version.getValue().stream().anyMatch(Secrets::isAccepted))
        .anyMatch(
            version ->
                value(KEY, version.getKey())
                    .filter(value -> value.token().reveal().equals(key))
                    .isPresent());
  }

  /** The proxy: 200 for a good key. */
  @Override
  public Response answer(Request request) {
    String key = request.headers().first(IngestProxy.KEY_HEADER).orElse("");
    return new Response(acceptsKey(key) ? 200 : 401, Headers.NONE, Bytes.EMPTY);
  }

  private static boolean isAccepted(String label) {
    return label.startsWith("AWS") || label.startsWith("live-");
  }

  private TokenSecret parse(String json) {
    return parsed.computeIfAbsent(json, TokenSecretJson::parse);
  }
}
