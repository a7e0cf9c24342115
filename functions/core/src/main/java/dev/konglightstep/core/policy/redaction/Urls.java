package dev.konglightstep.core.policy.redaction;

import dev.konglightstep.core.Bytes;
import java.io.ByteArrayOutputStream;

/** URLs, whole or from their path on, without what should not be told (RFC 3986). */
final class Urls {
  private Urls() {}

  /** Up to its query, or its fragment; the same object if it has neither. */
  static Bytes withoutQuery(Bytes url) {
    int query = query(url);
    return query == url.length() ? url : url.slice(0, query);
  }

  /** With the names of its parameters, and no fragment; the same object if nothing changes. */
  static Bytes withNames(Bytes url) {
    int query = query(url);
    if (query == url.length()) {
      return url;
    }
    Bytes names =
        url.at(query) == '?' ? names(url.slice(query + 1, url.length() - query - 1)) : Bytes.EMPTY;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(url.array(), url.offset(), query);
    if (!names.isEmpty()) {
      out.write('?');
      out.writeBytes(names.copy());
    }
    Bytes made = Bytes.of(out.toByteArray());
    return made.equals(url) ? url : made;
  }

  /**
   * The names in a query, each with its {@code =}. What has none behind it may be a value, and
   * goes.
   */
  static Bytes names(Bytes query) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < query.length() && query.at(at) != '#') {
      int stop = at;
      while (stop < query.length() && "=&#".indexOf(query.at(stop)) < 0) {
        stop++;
      }
      if (stop > at && stop < query.length() && query.at(stop) == '=') {
        if (out.size() > 0) {
          out.write('&');
        }
        out.write(query.array(), query.offset() + at, stop - at + 1);
      }
      while (stop < query.length() && query.at(stop) != '&' && query.at(stop) != '#') {
        stop++;
      }
      at = stop < query.length() && query.at(stop) == '&' ? stop + 1 : stop;
    }
    return Bytes.of(out.toByteArray());
  }

  private static int query(Bytes url) {
    int at = 0;
    while (at < url.length() && url.at(at) != '?' && url.at(at) != '#') {
      at++;
    }
    return at;
  }
}
