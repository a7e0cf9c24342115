package dev.konglightstep.platform.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.secret.TokenSecret;

/**
 * The JSON of the token secret and of the ingest key secret:
 *
 * <pre>{"issuer":"pool","token":"…","name":"kong-prod-7","project":"prod","history":[]}</pre>
 *
 * Only {@code token} must be there: a person who put the bare minimum in an emergency still gets
 * traces.
 */
public final class TokenSecretJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private TokenSecretJson() {}

  /**
   * Reads one version's text.
   *
   * @throws InvalidDocumentException if the document is of another shape
   */
  public static TokenSecret parse(String document) {
    JsonObject object = JsonObject.parse(document);
    return new TokenSecret(
        object.text("issuer").orElse(""),
        object.token("token"),
        object.text("name").orElse(""),
        object.text("project").orElse(""),
        object.texts("history"),
        object.text("derived_from"));
  }

  /**
   * The text of a version; {@code token} is a top-level string, so that a vault can point at it.
   */
  public static String render(TokenSecret secret) {
    ObjectNode object =
        MAPPER
            .createObjectNode()
            .put("issuer", secret.issuer())
            .put("token", secret.token().reveal())
            .put("name", secret.name())
            .put("project", secret.project());
    secret.history().forEach(object.putArray("history")::add);
    secret.derivedFrom().ifPresent(version -> object.put("derived_from", version));
    return object.toString();
  }
}
