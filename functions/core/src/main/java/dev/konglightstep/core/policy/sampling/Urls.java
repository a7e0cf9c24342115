package dev.konglightstep.core.policy.sampling;

import dev.konglightstep.core.Bytes;

/**
 * URLs as Kong writes them: {@code http://host/path?query}, or from {@code /path} on (3.0, 3.1).
 */
final class Urls {
  private Urls() {}

  /** The path, as it was requested; empty if there is none. */
  static Bytes path(Bytes url) {
    int from = 0;
    int authority = afterScheme(url);
    if (authority > 0) {
      from = authority;
      while (from < url.length() && !endsAuthority(url.at(from))) {
        from++;
      }
    }
    int to = from;
    while (to < url.length() && url.at(to) != '?' && url.at(to) != '#') {
      to++;
    }
    return url.slice(from, to - from);
  }

  /** Where the authority begins; 0 if there is none. */
  private static int afterScheme(Bytes url) {
    for (int at = 0; at + 2 < url.length() && !endsAuthority(url.at(at)); at++) {
      if (url.at(at) == ':' && url.at(at + 1) == '/' && url.at(at + 2) == '/') {
        return at + 3;
      }
    }
    return 0;
  }

  private static boolean endsAuthority(byte one) {
    return one == '/' || one == '?' || one == '#';
  }
}
