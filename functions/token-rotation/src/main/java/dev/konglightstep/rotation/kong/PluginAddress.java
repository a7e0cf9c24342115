package dev.konglightstep.rotation.kong;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a plugin is in an Admin API, which is also how it is called in messages: {@code
 * https://kong:8444/default/plugins/<id>}.
 *
 * @param prefix a workspace with a slash before it, or nothing
 */
record PluginAddress(URI url, String prefix, String id) {
  /** Below a prefix. */
  static final String COLLECTION = "/plugins";

  private static final Pattern PATH = Pattern.compile("((?:/[^/?#]+)?)/plugins/([\\w-]+)");

  /** Takes an address apart that is below one of these URLs. */
  static Optional<PluginAddress> parse(String address, List<URI> urls) {
    for (URI url : urls) {
      if (address.startsWith(url + "/")) {
        Matcher path = PATH.matcher(address.substring(url.toString().length()));
        if (path.matches()) {
          return Optional.of(new PluginAddress(url, path.group(1), path.group(2)));
        }
      }
    }
    return Optional.empty();
  }

  String path() {
    return prefix + COLLECTION + "/" + id;
  }

  @Override
  public String toString() {
    return url + path();
  }
}
