package dev.konglightstep.standins.kong.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.standins.kong.PluginConfig;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a plugin says about how it sends. */
final class SentWith {
  private SentWith() {}

  /** The older name of the field counts where the newer one is empty. */
  static PluginConfig of(ObjectNode plugin) {
    JsonNode config = plugin.path("config");
    String endpoint = config.path("traces_endpoint").asText(config.path("endpoint").asText());
    Map<String, String> headers = new LinkedHashMap<>();
    config
        .path("headers")
        .properties()
        .forEach(it -> headers.put(it.getKey(), it.getValue().asText()));
    return new PluginConfig(URI.create(endpoint), headers);
  }
}
