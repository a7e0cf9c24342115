package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.databind.JsonNode;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Kong says of itself ({@code GET /}). Its text form shows nothing. */
final class KongNode {
  /** Such as 3.9.3, or 3.4.3.5-enterprise-edition. */
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})([.-].{0,60})?");

  private static final int LEAST_MAJOR = 3;
  private static final int LEAST_MINOR = 3;

  private final JsonNode json;

  KongNode(JsonNode json) {
    this.json = json;
  }

  /** Refuses a Kong that would not take a change, or not act on it. */
  void requireUsable(String where) throws TargetException {
    Matcher version = VERSION.matcher(json.path("version").asText());
    if (!version.matches()) {
      throw new TargetException(Kind.UNEXPECTED, where + " does not say which Kong it is");
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    if (major < LEAST_MAJOR || (major == LEAST_MAJOR && minor < LEAST_MINOR)) {
      throw new TargetException(
          Kind.MISCONFIGURED,
          where
              + " is Kong "
              + major
              + "."
              + minor
              + ", which ignores a changed header until it is reloaded; 3.3 or later is needed");
    }
    if (json.at("/configuration/database").asText().equals("off")) {
      throw new TargetException(
          Kind.MISCONFIGURED,
          where + " has no database and takes no single change; its kind is \"dbless\"");
    }
  }

  /** The {@code ttl} that kong.conf gives a vault which is named without an entity. */
  Optional<String> vaultTtl(String vault) {
    JsonNode ttl = json.at("/configuration/vault_" + vault + "_ttl");
    return ttl.isValueNode() && !ttl.isNull() ? Optional.of(ttl.asText()) : Optional.empty();
  }
}
