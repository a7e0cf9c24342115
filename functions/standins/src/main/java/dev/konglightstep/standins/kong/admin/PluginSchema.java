package dev.konglightstep.standins.kong.admin;

import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.ANYTHING;
import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.FLAG;
import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.INTEGER;
import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.TEXT;
import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.TEXTS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a plugin entity looks like (kong/db/schema/entities/plugins.lua). */
final class PluginSchema {
  static final String OPENTELEMETRY = "opentelemetry";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Others that are installed; what is in their configuration is nobody's concern here. */
  private static final Set<String> OTHERS =
      Set.of(
          "cors",
          "file-log",
          "http-log",
          "key-auth",
          "post-function",
          "pre-function",
          "rate-limiting");

  private static final ArrayNode PROTOCOLS =
      JSON.arrayNode()
          .addAll(List.of("grpc", "grpcs", "http", "https").stream().map(JSON::textNode).toList());

  private final OpenTelemetrySchema opentelemetry;
  private final RecordType tracing;
  private final RecordType other = entity(ANYTHING);

  PluginSchema(Edition edition) {
    this.opentelemetry = new OpenTelemetrySchema(edition);
    this.tracing = entity(opentelemetry.config());
  }

  /** A new entity out of what a POST or PUT gives. */
  ObjectNode make(ObjectNode given) {
    String name = nameOf(given);
    return finish(name, normal(name, given));
  }

  /** An entity as a PATCH changes it. */
  ObjectNode change(ObjectNode before, ObjectNode given) {
    String name = nameOf(before);
    ObjectNode change = normal(name, given);
    type(name).mistake(change).ifPresent(PluginSchema::refuse);
    return finish(name, (ObjectNode) type(name).merge(before, change));
  }

  private ObjectNode finish(String name, ObjectNode entity) {
    type(name).mistake(entity).ifPresent(PluginSchema::refuse);
    ObjectNode complete = (ObjectNode) type(name).complete(entity);
    if (name.equals(OPENTELEMETRY)) {
      Optional<JsonNode> mistake = opentelemetry.mistake(complete.path("config"));
      mistake.ifPresent(config -> refuse(JSON.objectNode().set("config", config)));
    }
    return complete;
  }

  private ObjectNode normal(String name, ObjectNode given) {
    if (!name.equals(OPENTELEMETRY) || !(given.get("config") instanceof ObjectNode config)) {
      return given;
    }
    ObjectNode normal = given.objectNode();
    normal.setAll(given);
    normal.set("config", opentelemetry.withoutShorthand(config));
    return normal;
  }

  private RecordType type(String name) {
    return name.equals(OPENTELEMETRY) ? tracing : other;
  }

  private static String nameOf(ObjectNode entity) {
    String name = entity.path("name").asText();
    if (name.isEmpty()) {
      throw refusal(JSON.objectNode().put("name", "required field missing"));
    }
    if (!name.equals(OPENTELEMETRY) && !OTHERS.contains(name)) {
      throw refusal(
          JSON.objectNode()
              .put(
                  "name",
                  "plugin '"
                      + name
                      + "' not enabled; add it to the 'plugins' configuration property"));
    }
    return name;
  }

  private static RecordType entity(FieldType config) {
    return new RecordType()
        .with("id", TEXT)
        .with("name", TEXT)
        .with("instance_name", TEXT)
        .with("created_at", INTEGER)
        .with("updated_at", INTEGER)
        .with("enabled", FLAG, JSON.booleanNode(true))
        .with("tags", TEXTS)
        .with("protocols", TEXTS, PROTOCOLS)
        .with("service", ANYTHING)
        .with("route", ANYTHING)
        .with("consumer", ANYTHING)
        .with("config", config);
  }

  private static void refuse(JsonNode fields) {
    throw refusal(fields);
  }

  private static KongRefusal refusal(JsonNode fields) {
    return KongRefusal.schemaViolation((ObjectNode) fields);
  }
}
