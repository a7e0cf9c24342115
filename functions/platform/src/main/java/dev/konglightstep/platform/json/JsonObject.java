package dev.konglightstep.platform.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.konglightstep.core.secret.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An object of a JSON document, read field by field. Whatever is not as expected ends in an {@link
 * InvalidDocumentException} with its path, and never with a value.
 */
public final class JsonObject {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final JsonNode node;
  private final String path;

  private JsonObject(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** Reads a document that is an object. */
  public static JsonObject parse(String document) {
    JsonNode root = read(document);
    if (!root.isObject()) {
      throw new InvalidDocumentException("", "expected a JSON object");
    }
    return new JsonObject(root, "");
  }

  /**
   * Reads a document that is an object and that people write: null, keys that are there twice and
   * whatever follows it are mistakes too.
   */
  public static JsonObject parseStrict(String document) {
    StrictJson.check(document);
    return parse(document);
  }

  /** Reads a document that is an array of objects; the first one's path is {@code [0]}. */
  public static List<JsonObject> parseArray(String document) {
    JsonNode root = read(document);
    if (!root.isArray()) {
      throw new InvalidDocumentException("", "expected a JSON array of objects");
    }
    return objects(root, "");
  }

  /** A text; empty where the field is absent or null. */
  public Optional<String> text(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid(name, "expected a text");
    }
    return Optional.of(value.textValue());
  }

  /** A text that must be there. */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> invalid(name, "expected a text, found nothing"));
  }

  /** A whole number from 0 up that must be there. */
  public int requiredNumber(String name) {
    JsonNode value = node.path(name);
    if (!value.isInt() || value.intValue() < 0) {
      throw invalid(name, "expected a whole number");
    }
    return value.intValue();
  }

  /** An array of texts; none where the field is absent. */
  public List<String> texts(String name) {
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

  /** An object of texts; none where the field is absent. */
  public Map<String, String> textsByName(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Map.of();
    }
    if (!value.isObject()) {
      throw invalid(name, "expected an object of texts");
    }
    JsonObject object = new JsonObject(value, at(name));
    Map<String, String> texts = new TreeMap<>();
    value.fieldNames().forEachRemaining(field -> texts.put(field, object.requiredText(field)));
    return texts;
  }

  /** A credential; what it is never gets into a message. */
  public Token token(String name) {
    try {
      return Token.of(requiredText(name));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "expected visible ASCII characters, at least one");
    }
  }

  /** An array of objects; none where the field is absent. */
  public List<JsonObject> objects(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw invalid(name, "expected an array of objects");
    }
    return objects(value, at(name));
  }

  /** An object; empty where the field is absent. */
  Optional<JsonObject> object(String name) {
    Optional<JsonNode> value = there(name);
    if (value.isPresent() && !value.get().isObject()) {
      throw invalid(name, "expected an object");
    }
    return value.map(object -> new JsonObject(object, at(name)));
  }

  /** The names of its fields. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A value of any type; empty where the field is absent. */
  Optional<JsonValue> value(String name) {
    return there(name).map(value -> new JsonValue(value, at(name)));
  }

  /** A value of any type that must be there. */
  JsonValue required(String name) {
    return value(name).orElseThrow(() -> invalid(name, "expected a value, found nothing"));
  }

  /**
   * A value, or the elements of an array, which must have one; none where the field is absent. The
   * path of an element has its index.
   */
  List<JsonValue> oneOrMore(String name) {
    return there(name).filter(JsonNode::isArray).isPresent()
        ? atLeastOne(name)
        : value(name).map(List::of).orElse(List.of());
  }

  /** The elements of an array, which must have one; none where the field is absent. */
  List<JsonValue> atLeastOne(String name) {
    List<JsonValue> elements = elements(name);
    if (elements.isEmpty() && there(name).isPresent()) {
      throw invalid(name, "expected at least one");
    }
    return elements;
  }

  /** The elements of an array, which may be empty; none where the field is absent. */
  List<JsonValue> elements(String name) {
    List<JsonValue> elements = new ArrayList<>();
    Optional<JsonNode> array = there(name);
    if (array.isPresent() && !array.get().isArray()) {
      throw invalid(name, "expected an array");
    }
    for (JsonNode element : array.orElse(MissingNode.getInstance())) {
      elements.add(new JsonValue(element, at(name) + "[" + elements.size() + "]"));
    }
    return elements;
  }

  /** A boolean. */
  public boolean flag(String name, boolean fallback) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return fallback;
    }
    if (!value.isBoolean()) {
      throw invalid(name, "expected true or false");
    }
    return value.booleanValue();
  }

  /** Refuses fields of other names, and says which one may have been meant. */
  public void requireOnly(Set<String> known) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      if (!known.contains(name)) {
        throw invalid(
            name,
            Similar.to(name, known)
                .map(other -> "unknown field; did you mean \"" + other + "\"?")
                .orElse("unknown field; expected one of " + new TreeSet<>(known)));
      }
    }
  }

  /** What to throw when a field's value is not as it should be. */
  public InvalidDocumentException invalid(String name, String expected) {
    return new InvalidDocumentException(at(name), expected);
  }

  private Optional<JsonNode> there(String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Jackson's own message is dropped, for it quotes the document. */
  private static JsonNode read(String document) {
    try {
      return MAPPER.readTree(document);
    } catch (JacksonException e) {
      throw new InvalidDocumentException("", "expected JSON");
    }
  }

  private static List<JsonObject> objects(JsonNode array, String path) {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonNode element : array) {
      String place = path + "[" + objects.size() + "]";
      if (!element.isObject()) {
        throw new InvalidDocumentException(place, "expected an object");
      }
      objects.add(new JsonObject(element, place));
    }
    return objects;
  }
}
