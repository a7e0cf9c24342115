package dev.konglightstep.proxy.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.konglightstep.core.Bytes;
import dev.konglightstep.core.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the sender of an event reads its answer. Each form has exactly the fields that its reader
 * knows, since API Gateway makes 502 of an answer "of a different format".
 */
public enum AnswerForm {
  /**
   * API Gateway and function URLs, and Kong's {@code aws-lambda} plugin, which wants a number, a
   * table, a string and a boolean (kong/plugins/aws-lambda/request-util.lua,
   * extract_proxy_response).
   */
  HEADERS(false, false),
  /** The same for who sent no {@code headers}. API Gateway and Kong read it too. */
  MULTI_VALUE_HEADERS(true, false),
  /** User Guide for Application Load Balancers, "Respond to the load balancer". */
  LOAD_BALANCER(false, true),
  /** The same document, "Multi-value headers": where they are on, {@code headers} is not read. */
  LOAD_BALANCER_MULTI_VALUE(true, true);

  private final boolean multiValue;
  private final boolean description;

  AnswerForm(boolean multiValue, boolean description) {
    this.multiValue = multiValue;
    this.description = description;
  }

  static AnswerForm of(boolean loadBalancer, boolean multiValue) {
    if (loadBalancer) {
      return multiValue ? LOAD_BALANCER_MULTI_VALUE : LOAD_BALANCER;
    }
    return multiValue ? MULTI_VALUE_HEADERS : HEADERS;
  }

  /** Writes an answer, its body as base64. */
  void write(Response response, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("statusCode", response.status());
    if (description) {
      out.writeStringField(
          "statusDescription", response.status() + " " + reason(response.status()));
    }
    out.writeObjectFieldStart(multiValue ? "multiValueHeaders" : "headers");
    for (Map.Entry<String, List<String>> field : byName(response).entrySet()) {
      out.writeFieldName(field.getKey());
      values(field.getValue(), out);
    }
    out.writeEndObject();
    Bytes body = response.body();
    out.writeFieldName("body");
    out.writeBinary(body.array(), body.offset(), body.length());
    out.writeBooleanField("isBase64Encoded", true);
    out.writeEndObject();
  }

  private static Map<String, List<String>> byName(Response response) {
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response
        .headers()
        .forEach(
            (name, value) -> fields.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value));
    return fields;
  }

  /** One string holds several values with commas between them (RFC 9110, section 5.3). */
  private void values(List<String> values, JsonGenerator out) throws IOException {
    if (multiValue) {
      out.writeArray(values.toArray(String[]::new), 0, values.size());
    } else {
      out.writeString(String.join(", ", values));
    }
  }

  /** RFC 9110, section 15; it says that an unknown status is to be read as x00 of its class. */
  private static String reason(int status) {
    return switch (status) {
      case 401 -> "Unauthorized";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 503 -> "Service Unavailable";
      default -> status < 400 ? "OK" : status < 500 ? "Bad Request" : "Internal Server Error";
    };
  }
}
