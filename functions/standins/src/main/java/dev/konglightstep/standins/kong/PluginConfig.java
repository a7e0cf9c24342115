package dev.konglightstep.standins.kong;

import java.net.URI;
import java.util.Map;

/**
 * What a plugin's configuration says about sending. The text form shows no header's value.
 *
 * @param endpoint {@code traces_endpoint}, posted to verbatim
 * @param headers from names to values
 */
public record PluginConfig(URI endpoint, Map<String, String> headers) {
  public PluginConfig {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "PluginConfig[" + endpoint + " " + headers.keySet() + "]";
  }
}
