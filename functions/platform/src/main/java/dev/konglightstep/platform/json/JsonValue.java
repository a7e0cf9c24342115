package dev.konglightstep.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One value of a JSON document, and where it stands. */
final class JsonValue {
  private final JsonNode node;
  private final String path;

  JsonValue(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  boolean isText() {
    return node.isTextual();
  }

  boolean isNumber() {
    return node.isNumber();
  }

  String text() {
    if (!node.isTextual()) {
      throw invalid("expected a text");
    }
    return node.textValue();
  }

  boolean flag() {
    if (!node.isBoolean()) {
      throw invalid("expected true or false");
    }
    return node.booleanValue();
  }

  /** A whole number; {@code 2.0} is one too, as JSON Schema has it. */
  int wholeNumber(int least, int most) {
    boolean whole = node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToInt();
    if (!whole || node.intValue() < least || node.intValue() > most) {
      throw invalid("expected a whole number from " + least + " to " + most);
    }
    return node.intValue();
  }

  /** A number from 0 to 1. */
  double share() {
    double share = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(share >= 0 && share <= 1)) {
      throw invalid("expected a number from 0 to 1");
    }
    return share;
  }

  /** One of an enum's constants, in lower case and with dashes. */
  <E extends Enum<E>> E choice(Class<E> type) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    E constant = node.isTextual() ? words.get(node.textValue()) : null;
    if (constant == null) {
      throw invalid("expected \"" + String.join("\" or \"", words.keySet()) + "\"");
    }
    return constant;
  }

  /** What to throw when it is not as it should be. */
  InvalidDocumentException invalid(String expected) {
    return new InvalidDocumentException(path, expected);
  }
}
