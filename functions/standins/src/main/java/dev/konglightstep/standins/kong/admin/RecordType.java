package dev.konglightstep.standins.kong.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fields with names and types. A PATCH reaches into a record field by field; what a PUT leaves out
 * returns to its default; the answer shows every field, null where nothing is set.
 */
final class RecordType implements FieldType {
  private final Map<String, Field> fields = new TreeMap<>();

  RecordType with(String name, FieldType type) {
    return with(name, type, NullNode.instance);
  }

  RecordType with(String name, FieldType type, JsonNode fallback) {
    fields.put(name, new Field(type, fallback));
    return this;
  }

  @Override
  public Optional<JsonNode> mistake(JsonNode value) {
    if (!value.isObject()) {
      return FieldType.says("expected a record");
    }
    ObjectNode mistakes = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      Field field = fields.get(entry.getKey());
      if (field == null) {
        mistakes.put(entry.getKey(), "unknown field");
      } else if (!entry.getValue().isNull()) {
        field.type.mistake(entry.getValue()).ifPresent(it -> mistakes.set(entry.getKey(), it));
      }
    }
    return mistakes.isEmpty() ? Optional.empty() : Optional.of(mistakes);
  }

  @Override
  public JsonNode merge(JsonNode before, JsonNode change) {
    if (!before.isObject() || !change.isObject()) {
      return change;
    }
    ObjectNode merged = ((ObjectNode) before).objectNode();
    merged.setAll((ObjectNode) before);
    for (Map.Entry<String, JsonNode> entry : change.properties()) {
      Field field = fields.get(entry.getKey());
      JsonNode old = before.path(entry.getKey());
      merged.set(
          entry.getKey(),
          field == null ? entry.getValue() : field.type.merge(old, entry.getValue()));
    }
    return merged;
  }

  @Override
  public JsonNode complete(JsonNode value) {
    ObjectNode complete = JsonNodeFactory.instance.objectNode();
    fields.forEach(
        (name, field) -> {
          JsonNode given = value.path(name);
          boolean absent = given.isMissingNode() || given.isNull();
          complete.set(name, field.type.complete(absent ? field.fallback : given));
        });
    return complete;
  }

  private record Field(FieldType type, JsonNode fallback) {}
}
