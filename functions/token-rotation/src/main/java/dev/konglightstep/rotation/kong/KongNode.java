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

  private static final int MAJOR = 3;

  private final JsonNode json;

  KongNode(JsonNode json) {
    this.json = json;
  }

  /** Refuses a Kong that would not take a change, or not act on it. */
  void requireUsable(String where, Need need) throws TargetException {
    Matcher version = VERSION.matcher(json.path("version").asText());
    if (!version.matches()) {
      throw new TargetException(Kind.UNEXPECTED, where + " does not say which Kong it is");
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    if (major < MAJOR || (major == MAJOR && minor < need.minor)) {
      throw new TargetException(
          Kind.MISCONFIGURED,
          "%s is Kong %d.%d, %s; %d.%d or later is needed"
              .formatted(where, major, minor, need.why, MAJOR, need.minor));
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

  /** What a Kong must be able to do. */
  enum Need {
    /** A changed header must have an effect (3.3.0, #10172). */
    HEADERS(3, "which ignores a changed header until it is reloaded"),
    /** A plugin must have a rate of its own (3.6.0). */
    SAMPLING_RATE(6, "whose opentelemetry plugin has no sampling_rate");

    private final int minor;
    private final String why;

    Need(int minor, String why) {
      this.minor = minor;
      this.why = why;
    }
  }
}
