package dev.konglightstep.core.http;

/**
 * An HTTP request, on its way in (the target is a path with its query) or out (an absolute URL).
 *
 * @param method in capitals, as in {@code POST}
 */
public record Request(String method, String target, Headers headers, Body body) {

  /** The target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Without the query, header values and the body: each can hold a secret. */
  @Override
  public String toString() {
    return "Request[" + method + " " + path() + " " + headers + " " + body.size() + " bytes]";
  }
}
