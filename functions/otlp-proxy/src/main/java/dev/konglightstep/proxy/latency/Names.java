package dev.konglightstep.proxy.latency;

import io.opentelemetry.api.common.AttributeKey;

/**
 * How the figures and what tells them apart are called (OpenTelemetry semantic conventions, "HTTP
 * Server"; those that it does not know are ours).
 */
final class Names {
  static final String DURATION = "http.server.request.duration";

  /** All requests, of which some have no duration. */
  static final String REQUESTS = "kong_lightstep.requests";

  static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("service.instance.id");
  static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<String> STATUS = AttributeKey.stringKey("http.response.status_class");
  static final AttributeKey<Boolean> ERROR = AttributeKey.booleanKey("error");
  static final AttributeKey<String> PRINCIPAL = AttributeKey.stringKey("iam.principal.arn");

  /** On the one series of what was too much to be told apart (OpenTelemetry, "Metrics SDK"). */
  static final AttributeKey<Boolean> OVERFLOW = AttributeKey.booleanKey("otel.metric.overflow");

  private Names() {}
}
