package dev.konglightstep.proxy;

import dev.konglightstep.core.http.Headers;
import java.util.Locale;

/** The media types that OTLP/HTTP knows, as a request names them. */
enum MediaType {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json"),
  /** None, or one that OTLP does not know. */
  OTHER("");

  private final String text;

  MediaType(String text) {
    this.text = text;
  }

  /** Case and parameters do not matter (RFC 9110, section 8.3.1). */
  static MediaType of(Headers headers) {
    String type = headers.first("Content-Type").orElse("");
    int parameters = type.indexOf(';');
    String bare = parameters < 0 ? type : type.substring(0, parameters);
    return switch (bare.strip().toLowerCase(Locale.ROOT)) {
      case "application/x-protobuf" -> PROTOBUF;
      case "application/json" -> JSON;
      default -> OTHER;
    };
  }

  String text() {
    return text;
  }
}
