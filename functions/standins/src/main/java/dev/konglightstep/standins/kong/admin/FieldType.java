package dev.konglightstep.standins.kong.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a field may hold, with Kong's words for what it may not (kong/db/schema/init.lua). */
sealed interface FieldType permits RecordType, FieldType.Scalar {
  /** What is wrong with a value that is there, as the answer's {@code fields} show it. */
  Optional<JsonNode> mistake(JsonNode value);

  /** How a PATCH changes a value: whole, except for records. */
  default JsonNode merge(JsonNode before, JsonNode change) {
    return change;
  }

  /** A value with everything that was left out. */
  default JsonNode complete(JsonNode value) {
    return value;
  }

  /** Everything that a PATCH replaces whole; maps and arrays are among it. */
  enum Scalar implements FieldType {
    TEXT {
      @Override
      public Optional<JsonNode> mistake(JsonNode value) {
        return value.isTextual() ? notEmpty(value) : says("expected a string");
      }
    },
    URL {
      @Override
      public Optional<JsonNode> mistake(JsonNode value) {
        if (!value.isTextual()) {
          return says("expected a string");
        }
        String text = value.textValue();
        return text.startsWith("{vault://") || ABSOLUTE.matcher(text).find()
            ? Optional.empty()
            : says("missing host in url");
      }
    },
    INTEGER {
      @Override
      public Optional<JsonNode> mistake(JsonNode value) {
        return value.isIntegralNumber() ? Optional.empty() : says("expected an integer");
      }
    },
    NUMBER {
      @Override
      public Optional<JsonNode> mistake(JsonNode value) {
        return value.isNumber() ? Optional.empty() : says("expected a number");
      }
    },
    SHARE {
      @Override
      public Optional<JsonNode> mistake(JsonNode value) {
        if (!value.isNumber()) {
          return says("expected a number");
        }
        boolean between = value.doubleValue() >= 0 && value.doubleValue() <= 1;
        return between ? Optional.empty() : says("value should be between 0 and 1");
      }
    },
    FLAG {
      @Override
      public Optional<JsonNode> mistake(JsonNode value) {
        return value.isBoolean() ? Optional.empty() : says("expected a boolean");
      }
    },
    TEXTS {
      @Override
      public Optional<JsonNode> mistake(JsonNode value) {
        return value.isArray() ? Optional.empty() : says("expected an array");
      }
    },
    TEXT_MAP {
      @Override
      public Optional<JsonNode> mistake(JsonNode value) {
        if (!value.isObject()) {
          return says("expected a map");
        }
        ObjectNode mistakes = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          TEXT.mistake(entry.getValue()).ifPresent(text -> mistakes.set(entry.getKey(), text));
        }
        return mistakes.isEmpty() ? Optional.empty() : Optional.of(mistakes);
      }
    },
    ANYTHING {
      @Override
      public Optional<JsonNode> mistake(JsonNode value) {
        return Optional.empty();
      }
    };

    private static final Pattern ABSOLUTE = Pattern.compile("^[A-Za-z]+://[^/:]+");

    private static Optional<JsonNode> notEmpty(JsonNode text) {
      return text.textValue().isEmpty() ? says("length must be at least 1") : Optional.empty();
    }
  }

  static Optional<JsonNode> says(String mistake) {
    return Optional.of(JsonNodeFactory.instance.textNode(mistake));
  }
}
