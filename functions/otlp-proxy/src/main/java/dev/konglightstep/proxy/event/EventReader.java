package dev.konglightstep.proxy.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Body;
import dev.konglightstep.core.http.Headers;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.otlp.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Collects what the fields of an event say, in whatever order they come, in one pass.
 *
 * <p>A wrong type where the event could still be answered rightly counts as absent: without its
 * headers a request has no key. One that would change the body is refused, because an empty body is
 * a valid batch and would be answered 200.
 */
final class EventReader {
  /** The year 10000. */
  private static final double END_OF_TIME = 253_402_300_800_000.0;

  /** So much behind a body is copied; senders write a few fields there. */
  private static final int SHORT = 16 * 1024;

  private final JsonFactory json;

  /** What the parser reads: the event, or what is left of it behind its body. */
  private byte[] event;

  private JsonParser parser;
  private final HeaderMaps headers = new HeaderMaps();
  private String method = "";
  private String path = "";
  private String rawPath = "";
  private String contextMethod = "";
  private String stage = "";
  private boolean loadBalancer;
  private Optional<Instant> time = Optional.empty();
  private JsonText body = JsonText.EMPTY;
  private boolean base64;

  EventReader(byte[] event, JsonFactory json) throws IOException {
    this.event = event;
    this.json = json;
    this.parser = json.createParser(event);
  }

  HttpEvent read() throws IOException {
    try {
      return all();
    } finally {
      parser.close();
    }
  }

  private HttpEvent all() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw expected("as a JSON object");
    }
    JsonToken next = parser.nextToken();
    while (next == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("body")) {
        next = body(value);
      } else {
        field(name, value);
        next = parser.nextToken();
      }
    }
    return event();
  }

  private HttpEvent event() {
    boolean first = !method.isEmpty() && !path.isEmpty();
    boolean second = !contextMethod.isEmpty() && !rawPath.isEmpty();
    if (!first && !second) {
      throw expected(
          "with httpMethod and path (payload format 1.0, load balancer, Kong's aws-lambda plugin with"
              + " awsgateway_compatible) or requestContext.http.method and rawPath (payload format"
              + " 2.0, function URL)");
    }
    Headers fields = headers.fields();
    Request request =
        new Request(
            first ? method : contextMethod,
            withoutStage(first ? path : rawPath, stage),
            fields,
            body());
    Optional<Instant> received =
        loadBalancer ? fields.first(TraceId.HEADER).flatMap(TraceId::time) : time;
    return new HttpEvent(request, received, AnswerForm.of(loadBalancer, headers.onlyMulti()));
  }

  private void field(String name, JsonToken value) throws IOException {
    switch (name) {
      case "httpMethod" -> method = text(value);
      case "path" -> path = text(value);
      case "rawPath" -> rawPath = text(value);
      case "headers" -> headers.readSingle(parser);
      case "multiValueHeaders" -> headers.readMulti(parser);
      case "requestContext" -> context(value);
      case "isBase64Encoded" -> base64 = flag(value);
      default -> parser.skipChildren();
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
        case "timeEpoch", "requestTimeEpoch" -> time = millis(value);
        case "http" -> http(value);
        case "elb" -> {
          loadBalancer = value == JsonToken.START_OBJECT;
          parser.skipChildren();
        }
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
        contextMethod = text(value);
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

  private boolean flag(JsonToken token) {
    return switch (token) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw expected("whose isBase64Encoded is true or false");
    };
  }

  /** Kong computes the time with fractions of a second, so it may come with a fraction too. */
  private Optional<Instant> millis(JsonToken token) throws IOException {
    if (!token.isNumeric()) {
      parser.skipChildren();
      return Optional.empty();
    }
    double millis = parser.getDoubleValue();
    return millis > 0 && millis < END_OF_TIME
        ? Optional.of(Instant.ofEpochMilli((long) millis))
        : Optional.empty();
  }

  /**
   * Notes where the body is.
   *
   * @return the token behind it
   */
  private JsonToken body(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      int from = offset() + 1;
      int end = PlainText.end(event, from);
      int next = end < event.length && event[end] == '"' ? behindBlanks(end + 1) : event.length;
      boolean ends = next < event.length && (event[next] == ',' || event[next] == '}');
      return ends && event.length - next < SHORT ? plainBody(from, end, next) : anyBody(from);
    }
    if (token != JsonToken.VALUE_NULL) {
      throw expected("whose body is a string");
    }
    body = JsonText.EMPTY;
    return parser.nextToken();
  }

  /**
   * A body that nobody has to read yet. What is behind it is read as an object of its own, by
   * another parser: none can be told to go on behind a text that it has not read.
   */
  private JsonToken plainBody(int from, int end, int next) throws IOException {
    body = new JsonText(Bytes.of(event, from, end - from), true);
    boolean more = event[next] == ',';
    event = Arrays.copyOfRange(event, more ? next : next - 1, event.length);
    event[0] = '{';
    parser.close();
    parser = json.createParser(event);
    parser.nextToken();
    JsonToken behind = parser.nextToken();
    if (more && behind != JsonToken.FIELD_NAME) {
      throw new JsonParseException(parser, "expected a field behind a comma");
    }
    return behind;
  }

  private int behindBlanks(int from) {
    int at = from;
    while (at < event.length && " \n\r\t".indexOf(event[at]) >= 0) {
      at++;
    }
    return at;
  }

  /**
   * Any other body; the parser skips it without a copy. Its end is found from the token behind it,
   * with only blanks and a comma between: a search of our own would read it twice.
   */
  private JsonToken anyBody(int from) throws IOException {
    JsonToken next = parser.nextToken();
    int to = offset() - 1;
    while (event[to] != '"') {
      to--;
    }
    body = new JsonText(Bytes.of(event, from, to - from), false);
    return next;
  }

  /** Where the current token begins. */
  private int offset() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private Body body() {
    return base64 ? new Base64Body(body) : new TextBody(body);
  }

  /**
   * A path on its way through a named stage begins with the stage in an HTTP API and, where the
   * custom domain's mapping names no stage, in a REST API; a REST API's own endpoint takes it off.
   * A path that is OTLP's already is left alone, because a stage may be called {@code v1}.
   */
  private static String withoutStage(String path, String stage) {
    if (stage.isEmpty() || Signal.at(path).isPresent()) {
      return path;
    }
    return path.startsWith("/" + stage + "/") ? path.substring(1 + stage.length()) : path;
  }

  private static IllegalArgumentException expected(String what) {
    return new IllegalArgumentException("expected an HTTP event " + what);
  }
}
