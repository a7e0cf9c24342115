package dev.konglightstep.proxy.spill;

import dev.konglightstep.core.http.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The headers of a request without what may be secret: of those not known, only the name stays. */
final class SafeHeaders {
  private static final Set<String> KNOWN =
      Set.of(
          "accept",
          "content-encoding",
          "content-length",
          "content-type",
          "host",
          "user-agent",
          "x-amzn-trace-id",
          "x-forwarded-for",
          "x-forwarded-port",
          "x-forwarded-proto");

  /** A header is no place to store a megabyte. */
  private static final int LONGEST = 256;

  private SafeHeaders() {}

  static Map<String, String> of(Headers headers) {
    Map<String, String> safe = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          safe.put(cut(lower), KNOWN.contains(lower) ? cut(value) : "(not kept)");
        });
    return safe;
  }

  static Headers read(Map<String, String> safe) {
    Map<String, List<String>> fields = new HashMap<>();
    safe.forEach((name, value) -> fields.put(name, List.of(value)));
    return Headers.of(fields);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
