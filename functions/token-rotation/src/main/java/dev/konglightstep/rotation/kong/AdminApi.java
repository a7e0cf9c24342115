package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests to one Admin API (Kong Gateway documentation, "Admin API"). Its answers show headers in
 * clear, so nothing of an answer gets into a message but its status and the names of fields.
 */
final class AdminApi {
  /** What Kong gives by itself; bigger pages could be more than the transport takes. */
  private static final int PAGE = 100;

  private final String base;
  private final Transport transport;
  private final Headers headers;

  /**
   * No request is sent yet.
   *
   * @param base URL without a slash at its end
   * @param headers that open it
   */
  AdminApi(String base, Transport transport, Headers headers) {
    this.base = base;
    this.transport = transport;
    this.headers = headers;
  }

  /** Where a path is, as messages and people name it. */
  String at(String path) {
    return base + path;
  }

  /** The object at a path. */
  JsonNode get(String path, Duration timeout) throws TargetException {
    return AdminAnswer.of(at(path), send(path, timeout)).object();
  }

  /** The object at a path, or nothing if there is none. */
  Optional<ObjectNode> find(String path, Duration timeout) throws TargetException {
    AdminAnswer answer = AdminAnswer.of(at(path), send(path, timeout));
    return answer.status() == 404 ? Optional.empty() : Optional.of(answer.object());
  }

  /** Changes what is at a path; a failure says nothing about whether it did. */
  AdminAnswer patch(String path, JsonNode change, Duration timeout) throws IOException {
    Request request = request("PATCH", path, Bytes.utf8(change.toString()));
    return AdminAnswer.of(at(path), transport.send(request, timeout));
  }

  /** Adds to a list; a failure says nothing about whether it did. */
  AdminAnswer post(String path, JsonNode element, Duration timeout) throws IOException {
    Request request = request("POST", path, Bytes.utf8(element.toString()));
    return AdminAnswer.of(at(path), transport.send(request, timeout));
  }

  /** Takes away what is at a path; a failure says nothing about whether it did. */
  AdminAnswer delete(String path, Duration timeout) throws IOException {
    return AdminAnswer.of(at(path), transport.send(request("DELETE", path, Bytes.EMPTY), timeout));
  }

  /**
   * All elements of a list, page by page. The next page is asked for by {@code offset} and not by
   * the link that the answer has, so no answer can lead us anywhere else.
   */
  List<ObjectNode> list(String path, List<String> tags, Duration timeout) throws TargetException {
    List<ObjectNode> all = new ArrayList<>();
    Set<String> offsets = new HashSet<>();
    String first =
        path + "?size=" + PAGE + (tags.isEmpty() ? "" : "&tags=" + encode(String.join(",", tags)));
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      String offset = next.get();
      if (!offsets.add(offset)) {
        throw new TargetException(Kind.UNEXPECTED, at(path) + " gives the same page again");
      }
      JsonNode page = get(offset.isEmpty() ? first : first + "&offset=" + encode(offset), timeout);
      add(page.path("data"), all, path);
      next = Optional.ofNullable(page.path("offset").textValue());
    }
    return all;
  }

  private void add(JsonNode data, List<ObjectNode> all, String path) throws TargetException {
    for (JsonNode element : data) {
      if (!(element instanceof ObjectNode object)) {
        throw new TargetException(Kind.UNEXPECTED, at(path) + " answered with another list");
      }
      all.add(object);
    }
    if (!data.isContainerNode()) {
      throw new TargetException(Kind.UNEXPECTED, at(path) + " answered without a list");
    }
  }

  private Response send(String path, Duration timeout) throws TargetException {
    try {
      return transport.send(request("GET", path, Bytes.EMPTY), timeout);
    } catch (IOException e) {
      throw new TargetException(Kind.UNREACHABLE, at(withoutQuery(path)) + ": " + e.getMessage());
    }
  }

  private Request request(String method, String path, Bytes body) {
    Headers all = Headers.of("Accept", "application/json").with(headers);
    return new Request(
        method,
        base + path,
        body.isEmpty() ? all : all.with("Content-Type", "application/json"),
        body);
  }

  private static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /** A text as a part of a path or of a query. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
