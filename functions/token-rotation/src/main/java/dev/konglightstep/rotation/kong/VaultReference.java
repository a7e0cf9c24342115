package dev.konglightstep.rotation.kong;

import dev.konglightstep.core.secret.SecretArn;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A value that Kong takes from a vault (kong/pdk/vault.lua, {@code parse_reference}):
 *
 * <pre>{vault://&lt;vault&gt;/&lt;secret&gt;/&lt;field&gt;[?ttl=&lt;seconds&gt;][#&lt;version&gt;]}
 * </pre>
 *
 * <p>A secret's name may have slashes in it; the last part is the field.
 *
 * @param vault a kind of vault such as {@code aws}, or the prefix of a vault entity
 * @param ttl in the reference itself, in seconds as written; it goes before the vault's own
 * @param pinned whether it names a version and so never changes
 */
record VaultReference(
    String vault, String secret, String field, Optional<String> ttl, boolean pinned) {
  private static final String START = "{vault://";

  /** Whether a header's value is meant to be one, well-formed or not. */
  static boolean isMeant(String value) {
    return value.startsWith(START);
  }

  /** Reads a value; empty if Kong could not make sense of it. */
  static Optional<VaultReference> parse(String value) {
    if (!isMeant(value) || !value.endsWith("}")) {
      return Optional.empty();
    }
    URI uri;
    try {
      uri = new URI(value.substring(1, value.length() - 1));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    String path = uri.getPath();
    int field = path == null ? -1 : path.lastIndexOf('/');
    if (uri.getHost() == null || field < 1 || path == null) {
      return Optional.empty();
    }
    return Optional.of(
        new VaultReference(
            uri.getHost(),
            path.substring(1, field),
            path.substring(field + 1),
            ttl(uri.getQuery()),
            uri.getFragment() != null));
  }

  /** Whether it names that secret, which is configured by name or by ARN. */
  boolean isOf(String configured) {
    return secret.equals(configured)
        || SecretArn.isOf(secret, configured)
        || SecretArn.isOf(configured, secret);
  }

  private static Optional<String> ttl(String query) {
    return query == null
        ? Optional.empty()
        : Arrays.stream(query.split("&"))
            .filter(pair -> pair.startsWith("ttl="))
            .map(pair -> pair.substring("ttl=".length()))
            .findFirst();
  }
}
