package dev.konglightstep.platform.json;

import dev.konglightstep.core.secret.Issuer;
import dev.konglightstep.core.secret.Token;
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
  private TokenSecretJson() {}

  /**
   * Reads one version's text.
   *
   * @throws InvalidDocumentException if the document is of another shape
   */
  public static TokenSecret parse(String document) {
    JsonObject object = JsonObject.parse(document);
    return new TokenSecret(
        issuer(object),
        token(object),
        object.text("name").orElse(""),
        object.text("project").orElse(""),
        object.texts("history"),
        object.text("derived_from"));
  }

  private static Issuer issuer(JsonObject object) {
    return switch (object.text("issuer").orElse("pool")) {
      case "pool" -> Issuer.POOL;
      case "generated" -> Issuer.GENERATED;
      default -> throw object.invalid("issuer", "expected \"pool\" or \"generated\"");
    };
  }

  private static Token token(JsonObject object) {
    try {
      return Token.of(object.requiredText("token"));
    } catch (IllegalArgumentException e) {
      throw object.invalid("token", "expected visible ASCII characters, at least one");
    }
  }
}
