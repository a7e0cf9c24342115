package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an Admin API answered (kong/db/errors.lua has the bodies of its errors).
 *
 * @param where the address that was asked
 */
record AdminAnswer(String where, int status, Optional<JsonNode> json) {
  private static final JsonMapper MAPPER = new JsonMapper();

  static AdminAnswer of(String address, Response response) {
    return new AdminAnswer(
        address.replaceFirst("\\?.*", ""), response.status(), parse(response.body()));
  }

  /** The object that was asked for. */
  ObjectNode object() throws TargetException {
    if (status != 200) {
      throw refusal();
    }
    if (json.orElse(null) instanceof ObjectNode object) {
      return object;
    }
    throw new TargetException(Kind.UNEXPECTED, where + " answered 200 without a JSON object");
  }

  /** What a status other than 200 means. Kong did nothing then. */
  TargetException refusal() {
    return switch (status) {
      case 401 ->
          new TargetException(
              Kind.DENIED,
              where + " does not know the credential (401); check the target's \"credential\"");
      case 403 ->
          new TargetException(Kind.DENIED, where + " does not let the credential do this (403)");
      case 404 ->
          new TargetException(
              Kind.MISCONFIGURED,
              where + " is not there (404); check the target's \"urls\" and \"workspace\"");
      case 405 ->
          new TargetException(
              Kind.MISCONFIGURED,
              where + " takes no such change (405)" + details() + "; a Kong without a database?");
      case 400 -> new TargetException(Kind.MISCONFIGURED, where + " refused it (400)" + details());
      case 409 -> new TargetException(Kind.CHANGED, where + " is in conflict (409)" + details());
      default ->
          new TargetException(
              status == 429 || status >= 500 ? Kind.UNREACHABLE : Kind.UNEXPECTED,
              where + " answered " + status + details());
    };
  }

  /** Kong's name for the error and the fields that it is about, never their values. */
  private String details() {
    JsonNode error = json.orElse(MAPPER.nullNode());
    String name = error.path("name").asText();
    List<String> fields = new ArrayList<>();
    collect("", error.path("fields"), fields);
    String shown = name.matches("[a-z ]{1,40}") ? ", " + name : "";
    return fields.isEmpty() ? shown : shown + " in " + String.join(", ", fields);
  }

  private static void collect(String path, JsonNode fields, List<String> names) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (!field.getKey().matches("[\\w@-]{1,64}") || path.length() > 128) {
        continue;
      }
      String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      if (field.getValue().isObject()) {
        collect(name, field.getValue(), names);
      } else {
        names.add(name);
      }
    }
  }

  private static Optional<JsonNode> parse(Bytes body) {
    try {
      return Optional.of(MAPPER.readTree(body.text()));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The status alone. */
  @Override
  public String toString() {
    return "AdminAnswer[" + where + " " + status + "]";
  }
}
