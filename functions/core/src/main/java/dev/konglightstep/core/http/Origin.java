package dev.konglightstep.core.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Who a URL speaks to: scheme, host and port (RFC 6454, section 4), with the port that the scheme
 * implies written out.
 */
public record Origin(String scheme, String host, int port) {

  /**
   * The origin of an {@code http} or {@code https} URL. Empty for anything else, and where readers
   * could disagree about the host, as when a user name stands before it.
   */
  public static Optional<Origin> of(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
      return Optional.empty();
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int port = uri.getPort();
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> Optional.of(new Origin("https", host, port < 0 ? 443 : port));
      case "http" -> Optional.of(new Origin("http", host, port < 0 ? 80 : port));
      default -> Optional.empty();
    };
  }

  /** Whether the host is this machine, told by the name alone: a lookup could answer otherwise. */
  public boolean isLoopback() {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  @Override
  public String toString() {
    return scheme + "://" + host + ":" + port;
  }
}
