package dev.konglightstep.proxy.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes one document in many ways: any order of names, any escapes, any blanks. */
final class ScrambledJson {
  private final Random random;
  private final StringBuilder out = new StringBuilder();

  private ScrambledJson(Random random) {
    this.random = random;
  }

  static byte[] write(Object value, Random random) {
    ScrambledJson json = new ScrambledJson(random);
    json.value(value);
    return json.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(Object value) {
    blanks();
    switch (value) {
      case Map<?, ?> map -> object(map);
      case List<?> list -> array(list);
      case String text -> string(text);
      default -> out.append(value);
    }
    blanks();
  }

  private void object(Map<?, ?> map) {
    List<Map.Entry<?, ?>> fields = new ArrayList<>(map.entrySet());
    Collections.shuffle(fields, random);
    String separator = "{";
    for (Map.Entry<?, ?> field : fields) {
      out.append(separator);
      value(field.getKey());
      out.append(':');
      value(field.getValue());
      separator = ",";
    }
    out.append(fields.isEmpty() ? "{}" : "}");
  }

  private void array(List<?> list) {
    String separator = "[";
    for (Object element : list) {
      out.append(separator);
      value(element);
      separator = ",";
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private void string(String text) {
    // Between no escapes at all and nothing but escapes.
    int frequency = 1 + random.nextInt(100);
    out.append('"');
    text.chars().forEach(character -> character((char) character, random.nextInt(frequency) == 1));
    out.append('"');
  }

  private void character(char character, boolean escape) {
    int named = "\b\f\n\r\t\"\\/".indexOf(character);
    if (named >= 0 && (escape || character != '/')) {
      out.append('\\').append("bfnrt\"\\/".charAt(named));
    } else if (escape || character < ' ') {
      out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) character));
    } else {
      out.append(character);
    }
  }

  private void blanks() {
    while (random.nextInt(4) == 0) {
      out.append(" \n\t\r".charAt(random.nextInt(4)));
    }
  }
}
