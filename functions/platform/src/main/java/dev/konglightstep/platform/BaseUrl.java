package dev.konglightstep.platform;

import dev.konglightstep.core.http.Origin;
import java.net.URI;

/**
 * Where something is served: scheme, host, perhaps a port, nothing else. Plain {@code http} is for
 * the loopback only, since a credential travels with every request.
 */
public final class BaseUrl {
  private BaseUrl() {}

  /**
   * Reads one, with or without a slash at its end.
   *
   * @throws IllegalArgumentException saying what was expected, without the text
   */
  public static URI parse(String text) {
    String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    Origin origin = Origin.of(bare).orElse(null);
    boolean isWeb = bare.regionMatches(true, 0, "http", 0, 4);
    if ((origin == null && isWeb) || !isBare(bare)) {
      throw new IllegalArgumentException(
          "expected scheme, host and perhaps a port, such as https://host.example:443");
    }
    if (origin == null || (!origin.scheme().equals("https") && !origin.isLoopback())) {
      throw new IllegalArgumentException("expected https (http only to a loopback address)");
    }
    return URI.create(bare);
  }

  private static boolean isBare(String text) {
    return text.matches("(?i)[a-z][a-z0-9+.-]*://[^/?#@]+");
  }
}
