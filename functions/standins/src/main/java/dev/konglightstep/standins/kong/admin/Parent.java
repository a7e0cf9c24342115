package dev.konglightstep.standins.kong.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/**
 * What a plugin hangs on, if it is not global.
 *
 * @param key its name or id
 */
public record Parent(Kind kind, String key) {
  /** What it can be. */
  public enum Kind {
    SERVICE,
    ROUTE,
    CONSUMER;

    /** The plugin's field. */
    String field() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The id of such a parent that a plugin hangs on. */
    Optional<String> idIn(ObjectNode plugin) {
      return Optional.ofNullable(plugin.path(field()).path("id").textValue());
    }

    /** The collection's name in paths. */
    String table() {
      return field() + "s";
    }
  }
}
