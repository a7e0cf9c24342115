package dev.konglightstep.platform.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks for mistakes that a usual reader passes over: a key that is there twice (the first one
 * would be lost), null, something behind the document. And it says where JSON breaks off, for
 * documents that people write hold no secrets.
 */
final class StrictJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private StrictJson() {}

  /**
   * Holds a document to it.
   *
   * @throws InvalidDocumentException with the path of the first mistake, or its line
   */
  static void check(String document) {
    try (JsonParser parser = MAPPER.createParser(document)) {
      check(parser);
    } catch (JacksonException e) {
      throw new InvalidDocumentException(
          "expected JSON; it is none at line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(JsonParser parser) throws IOException {
    Deque<Set<String>> names = new ArrayDeque<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case START_OBJECT -> names.push(new HashSet<>());
        case END_OBJECT -> names.pop();
        case FIELD_NAME -> requireNew(names.element(), parser);
        case VALUE_NULL -> throw at(parser.getParsingContext(), "expected a value, found null");
        default -> {}
      }
      if (parser.getParsingContext().inRoot() && parser.getParsingContext().getCurrentIndex() > 0) {
        throw new InvalidDocumentException("expected one document, found more behind it");
      }
    }
  }

  private static void requireNew(Set<String> names, JsonParser parser) throws IOException {
    if (!names.add(parser.currentName())) {
      throw at(parser.getParsingContext(), "expected once, found twice");
    }
  }

  private static InvalidDocumentException at(JsonStreamContext place, String expected) {
    return new InvalidDocumentException(path(place), expected);
  }

  private static String path(JsonStreamContext place) {
    if (place.inRoot()) {
      return "";
    }
    String outer = path(place.getParent());
    if (place.inArray()) {
      return outer + "[" + place.getCurrentIndex() + "]";
    }
    return outer.isEmpty() ? place.getCurrentName() : outer + "." + place.getCurrentName();
  }
}
