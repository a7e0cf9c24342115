package dev.konglightstep.platform.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.konglightstep.core.secret.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An object of a JSON document, read field by field. */
final class JsonObject {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final JsonNode node;
  private final String path;

  private JsonObject(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** Jackson's own message is dropped, for it quotes the document. */
  static JsonObject parse(String document) {
    JsonNode root;
    try {
      root = MAPPER.readTree(document);
    } catch (JacksonException e) {
      throw new InvalidDocumentException("", "expected JSON");
    }
    if (!root.isObject()) {
      throw new InvalidDocumentException("", "expected a JSON object");
    }
    return new JsonObject(root, "");
  }

  Optional<String> text(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid(name, "expected a text");
    }
    return Optional.of(value.textValue());
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> invalid(name, "expected a text, found nothing"));
  }

  List<String> texts(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw invalid(name, "expected an array of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        throw invalid(name + "[" + texts.size() + "]", "expected a text");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** A credential; what it is never gets into a message. */
  Token token(String name) {
    try {
      return Token.of(requiredText(name));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "expected visible ASCII characters, at least one");
    }
  }

  List<JsonObject> objects(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw invalid(name, "expected an array of objects");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (JsonNode element : value) {
      String place = name + "[" + objects.size() + "]";
      if (!element.isObject()) {
        throw invalid(place, "expected an object");
      }
      objects.add(new JsonObject(element, path.isEmpty() ? place : path + "." + place));
    }
    return objects;
  }

  InvalidDocumentException invalid(String name, String expected) {
    return new InvalidDocumentException(path.isEmpty() ? name : path + "." + name, expected);
  }
}
