package dev.konglightstep.standins.kong.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Kong says no: a status and the body that goes with it (kong/db/errors.lua, 3.9.3). */
public final class KongRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final int status;
  private final transient ObjectNode body;

  private KongRefusal(int status, ObjectNode body) {
    super("Kong answers " + status);
    this.status = status;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public ObjectNode body() {
    return body;
  }

  /** A body that only has a text. */
  static KongRefusal plain(int status, String message) {
    return new KongRefusal(status, JSON.objectNode().put("message", message));
  }

  static KongRefusal notFound() {
    return plain(404, "Not found");
  }

  static KongRefusal unsupported(String action) {
    return coded(
        405,
        12,
        "operation unsupported",
        "cannot " + action + " 'plugins' entities when not using a database");
  }

  static KongRefusal invalidSize() {
    return coded(400, 9, "invalid size", "size must be an integer between 1 and 1000");
  }

  static KongRefusal invalidOffset(String offset) {
    return coded(
        400, 7, "invalid offset", "'" + offset + "' is not a valid offset: bad base64 encoding");
  }

  static KongRefusal noSuchParent(String field, String table, String id) {
    ObjectNode fields = JSON.objectNode();
    fields.putObject(field).put("id", id);
    KongRefusal refusal =
        coded(
            400,
            4,
            "foreign key violation",
            "the foreign key '{id=\""
                + id
                + "\"}' does not reference an existing '"
                + table
                + "' entity.");
    refusal.body.set("fields", fields);
    return refusal;
  }

  /** Another entity has the same values in these fields. */
  static KongRefusal taken(Map<String, JsonNode> unique) {
    List<String> pairs = new ArrayList<>();
    new TreeMap<>(unique).forEach((name, value) -> pairs.add(name + "=" + value));
    KongRefusal refusal =
        coded(
            409,
            5,
            "unique constraint violation",
            "UNIQUE violation detected on '{" + String.join(",", pairs) + "}'");
    unique.forEach(refusal.body.putObject("fields")::set);
    return refusal;
  }

  /** What is wrong, by field; the text repeats it. */
  static KongRefusal schemaViolation(ObjectNode fields) {
    List<String> mistakes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (field.getValue().isObject()) {
        for (Map.Entry<String, JsonNode> part : field.getValue().properties()) {
          mistakes.add(field.getKey() + "." + part.getKey() + ": " + text(part.getValue()));
        }
      } else {
        mistakes.add(field.getKey() + ": " + text(field.getValue()));
      }
    }
    String all = "(" + String.join("; ", mistakes) + ")";
    String count =
        mistakes.size() == 1 ? "schema violation " : mistakes.size() + " schema violations ";
    KongRefusal refusal = coded(400, 2, "schema violation", count + all);
    refusal.body.set("fields", fields);
    return refusal;
  }

  private static String text(JsonNode mistake) {
    return mistake.isTextual() ? mistake.textValue() : mistake.toString();
  }

  private static KongRefusal coded(int status, int code, String name, String message) {
    ObjectNode body = JSON.objectNode().put("code", code).put("name", name).put("message", message);
    return new KongRefusal(status, body);
  }
}
