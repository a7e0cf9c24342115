package dev.konglightstep.proxy.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.konglightstep.core.http.Headers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header fields of an event, which may come in two maps: {@code headers} with one value each,
 * and {@code multiValueHeaders} with all of them. A name that is in both counts once, with all its
 * values; so says API Gateway's developer guide, "Input format of a Lambda function for proxy
 * integration", and so does Kong fill them (kong/plugins/aws-lambda/request-util.lua).
 */
final class HeaderMaps {
  private final Map<String, List<String>> single = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, List<String>> multi = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private boolean hasSingle;
  private boolean hasMulti;

  void readSingle(JsonParser parser) throws IOException {
    hasSingle |= read(parser, single);
  }

  void readMulti(JsonParser parser) throws IOException {
    hasMulti |= read(parser, multi);
  }

  /** Whether the event shows headers in the form with several values only. */
  boolean onlyMulti() {
    return hasMulti && !hasSingle;
  }

  Headers fields() {
    single.putAll(multi);
    return Headers.of(single);
  }

  /** Whether the parser stands at a map. A value that is no text counts as absent. */
  private static boolean read(JsonParser parser, Map<String, List<String>> fields)
      throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      parser.skipChildren();
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          add(name, parser, fields);
        }
      } else {
        add(name, parser, fields);
      }
    }
    return true;
  }

  private static void add(String name, JsonParser parser, Map<String, List<String>> fields)
      throws IOException {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      fields.computeIfAbsent(name, first -> new ArrayList<>(1)).add(oneLine(parser.getText()));
    } else {
      parser.skipChildren();
    }
  }

  /** Line ends and NUL, which no field can hold, become spaces (RFC 9110, section 5.5). */
  private static String oneLine(String value) {
    return value.replace('\r', ' ').replace('\n', ' ').replace('\0', ' ');
  }
}
