package dev.konglightstep.proxy.latency;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tells series apart, as CloudWatch takes it: each dimension has a value, of printable ASCII,
 * of at most 1024 characters, that does not begin with a colon (CloudWatch API, Dimension).
 */
final class EmfDimensions {
  /** Those that a figure also appears under without the others. */
  static final List<String> ROLLUP = List.of("Service", "Route");

  private static final String NONE = "none";

  /** Of the series of what was too much to be told apart. */
  static final String OVERFLOW = "overflow";

  private EmfDimensions() {}

  /**
   * Each with its value.
   *
   * @param principal whether that is one of them
   */
  static Map<String, String> of(Attributes attributes, boolean principal) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    dimensions.put("Service", value(attributes, Names.SERVICE));
    dimensions.put("Route", value(attributes, Names.ROUTE));
    dimensions.put("Method", value(attributes, Names.METHOD));
    dimensions.put("Status", value(attributes, Names.STATUS));
    dimensions.put("Error", value(attributes, Names.ERROR));
    if (principal) {
      dimensions.put("Principal", value(attributes, Names.PRINCIPAL));
    }
    return dimensions;
  }

  private static String value(Attributes attributes, AttributeKey<?> key) {
    if (attributes.get(Names.OVERFLOW) != null) {
      return OVERFLOW;
    }
    Object value = attributes.get(key);
    return value == null ? NONE : printable(value.toString());
  }

  private static String printable(String text) {
    String ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
    String begun = ascii.startsWith(":") ? "?" + ascii.substring(1) : ascii;
    return begun.isBlank() ? NONE : begun;
  }
}
