package dev.konglightstep.proxy.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * An HTTP request as a Lambda Function URL or an HTTP API writes it (payload format 2.0; AWS Lambda
 * developer guide, "Request and response payloads"), and the answer that goes back.
 *
 * @param received when AWS took the request, if the event says so
 */
public record HttpEvent(Request request, Optional<Instant> received) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * Reads an event. Its body is not decoded, and not even copied.
   *
   * @throws IllegalArgumentException if it is no HTTP event; the message quotes nothing of it
   */
  public static HttpEvent read(byte[] event) {
    try (JsonParser parser = MAPPER.createParser(event)) {
      return new EventReader(event, parser).read();
    } catch (IOException e) {
      throw new IllegalArgumentException("expected an HTTP event, found something that is no JSON");
    }
  }

  /** Writes an answer, its body as base64. */
  public static void write(Response response, OutputStream out) throws IOException {
    ObjectNode answer = MAPPER.createObjectNode().put("statusCode", response.status());
    ObjectNode headers = answer.putObject("headers");
    response.headers().forEach(headers::put);
    Bytes body = response.body();
    answer.put("body", Base64.getEncoder().encodeToString(body.copy()));
    answer.put("isBase64Encoded", true);
    MAPPER.writeValue(out, answer);
  }

  /** Collects what the fields say, in whatever order they come. */
  private static final class EventReader {
    private final byte[] event;
    private final JsonParser parser;
    private String method = "";
    private String path = "";
    private String stage = "";
    private Headers headers = Headers.NONE;
    private Bytes body = Bytes.EMPTY;
    private boolean base64;
    private Optional<Instant> received = Optional.empty();

    EventReader(byte[] event, JsonParser parser) {
      this.event = event;
      this.parser = parser;
    }

    HttpEvent read() throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("expected an HTTP event, found no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        field(parser.currentName(), parser.nextToken());
      }
      if (method.isEmpty() || path.isEmpty()) {
        throw new IllegalArgumentException(
            "expected an HTTP event of payload format 2.0, with rawPath and"
                + " requestContext.http.method");
      }
      return new HttpEvent(new Request(method, withoutStage(), headers, body()), received);
    }

    private void field(String name, JsonToken token) throws IOException {
      switch (name) {
        case "rawPath" -> path = text(token);
        case "headers" -> headers(token);
        case "requestContext" -> context(token);
        case "body" -> body = literal(token);
        case "isBase64Encoded" -> base64 = token == JsonToken.VALUE_TRUE;
        default -> parser.skipChildren();
      }
    }

    private void headers(JsonToken token) throws IOException {
      if (token != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        headers = headers.with(name, text(parser.nextToken()));
      }
    }

    private void context(JsonToken token) throws IOException {
      if (token != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "stage" -> stage = text(value);
          case "timeEpoch" -> received = time(value);
          case "http" -> http(value);
          default -> parser.skipChildren();
        }
      }
    }

    private void http(JsonToken token) throws IOException {
      if (token != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isMethod = parser.currentName().equals("method");
        JsonToken value = parser.nextToken();
        if (isMethod) {
          method = text(value);
        } else {
          parser.skipChildren();
        }
      }
    }

    private String text(JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_STRING) {
        return parser.getText();
      }
      parser.skipChildren();
      return "";
    }

    private Optional<Instant> time(JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_NUMBER_INT) {
        return Optional.of(Instant.ofEpochMilli(parser.getLongValue()));
      }
      parser.skipChildren();
      return Optional.empty();
    }

    /** A string as it is written, quotes included; the parser never copies it. */
    private Bytes literal(JsonToken token) throws IOException {
      if (token != JsonToken.VALUE_STRING) {
        parser.skipChildren();
        return Bytes.EMPTY;
      }
      int from = (int) parser.currentTokenLocation().getByteOffset();
      int to = from + 1;
      while (event[to] != '"') {
        to += event[to] == '\\' ? 2 : 1;
        if (to >= event.length) {
          throw new IllegalArgumentException("expected an HTTP event, found an open string");
        }
      }
      return Bytes.of(event, from, to + 1 - from);
    }

    private Body body() {
      if (body.isEmpty()) {
        return body;
      }
      return base64 ? new Base64Body(body.slice(1, body.length() - 2)) : new TextBody(body);
    }

    /** An HTTP API with a named stage puts the stage before the path. */
    private String withoutStage() {
      String prefix = "/" + stage;
      return !stage.isEmpty() && path.startsWith(prefix + "/")
          ? path.substring(prefix.length())
          : path;
    }
  }
}
