package dev.konglightstep.rotation;

import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.backend.IngestProxy;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.platform.json.TokenSecretJson;
import dev.konglightstep.standins.http.Face;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.Version;
import java.util.Optional;
import java.util.Set;

/** A proxy that accepts the key of every version which carries a label, without any memory. */
final class KeyAcceptor implements Face {
  private static final Set<String> AWS = Set.of("AWSCURRENT", "AWSPENDING", "AWSPREVIOUS");

  private final SecretsManagerModel secrets;
  private final String secretId;

  KeyAcceptor(SecretsManagerModel secrets, String secretId) {
    this.secrets = secrets;
    this.secretId = secretId;
  }

  @Override
  public Response answer(Request request) {
    String key = request.headers().first(IngestProxy.KEY_HEADER).orElse("");
    return new Response(isAccepted(key) ? 200 : 401, Headers.NONE, Bytes.EMPTY);
  }

  boolean isAccepted(String key) {
    return secrets.describeSecret(secretId).stages().entrySet().stream()
        .filter(version -> version.getValue().stream().anyMatch(KeyAcceptor::isAccepting))
        .flatMap(version -> secrets.version(secretId, version.getKey()).stream())
        .map(Version::value)
        .flatMap(Optional::stream)
        .anyMatch(value -> TokenSecretJson.parse(value).token().matches(key));
  }

  private static boolean isAccepting(String label) {
    return AWS.contains(label) || label.startsWith("live-");
  }
}
