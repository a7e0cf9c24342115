package dev.konglightstep.proxy.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * An HTTP request as an event writes it, and the answer that goes back. The shapes:
 *
 * <ul>
 *   <li>payload format 2.0, HTTP APIs and function URLs (API Gateway developer guide, "Create AWS
 *       Lambda proxy integrations for HTTP APIs"; Lambda developer guide, "Request and response
 *       payloads");
 *   <li>payload format 1.0, HTTP APIs (same place) and REST APIs (API Gateway developer guide,
 *       "Lambda proxy integrations");
 *   <li>Kong's plugin {@code aws-lambda} with {@code awsgateway_compatible}, which writes format
 *       1.0 in any order and with {@code \/} for each slash
 *       (kong/plugins/aws-lambda/request-util.lua, aws_serializer; lua-cjson);
 *   <li>an Application Load Balancer (its user guide, "Use Lambda functions as targets"), with and
 *       without multi-value headers.
 * </ul>
 *
 * @param received when AWS, or Kong in AWS's stead, took the request, if the event says so
 * @param form how the sender of this event reads an answer
 */
public record HttpEvent(Request request, Optional<Instant> received, AnswerForm form) {
  /**
   * Events are UTF-8, and where a body is can be told only by the parser for UTF-8. Header names
   * come from outside: they are not kept in the JVM's own table of strings.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  /**
   * Reads an event. Its body is not decoded, and not even copied.
   *
   * @throws IllegalArgumentException if it is no HTTP event; the message quotes nothing of it
   */
  public static HttpEvent read(byte[] event) {
    try {
      return new EventReader(event, JSON).read();
    } catch (IOException e) {
      throw new IllegalArgumentException("expected an HTTP event, found no JSON that can be read");
    }
  }

  /** Writes the answer to this event. */
  public void answer(Response response, OutputStream out) throws IOException {
    try (JsonGenerator generator = JSON.createGenerator(out)) {
      form.write(response, generator);
    }
  }
}
