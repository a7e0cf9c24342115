package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A route of Kong.
 *
 * @param path its first one, which Kong writes into {@code http.route}; empty if it has none
 *     (kong/observability/tracing/instrumentation.lua, 3.9.3)
 * @param service the id of the service behind it
 */
public record KongRoute(String id, String path, Optional<String> service) {
  static KongRoute of(JsonNode json) {
    return new KongRoute(
        json.path("id").asText(),
        json.at("/paths/0").asText(),
        Optional.ofNullable(json.at("/service/id").textValue()));
  }
}
