package dev.konglightstep.standins.kong.admin;

import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.INTEGER;
import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.NUMBER;
import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.SHARE;
import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.TEXT;
import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.TEXTS;
import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.TEXT_MAP;
import static dev.konglightstep.standins.kong.admin.FieldType.Scalar.URL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The configuration of the {@code opentelemetry} plugin by version
 * (kong/plugins/opentelemetry/schema.lua 3.0.0 to 3.9.3; Enterprise's published schemas after
 * that).
 */
final class OpenTelemetrySchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Edition edition;
  private final RecordType config;

  OpenTelemetrySchema(Edition edition) {
    this.edition = edition;
    this.config =
        new RecordType()
            .with("headers", TEXT_MAP)
            .with("resource_attributes", TEXT_MAP)
            .with("connect_timeout", INTEGER, JSON.numberNode(1000))
            .with("send_timeout", INTEGER, JSON.numberNode(5000))
            .with("read_timeout", INTEGER, JSON.numberNode(5000))
            .with("batch_span_count", INTEGER)
            .with("batch_flush_delay", INTEGER);
    addEndpoints();
    addLaterFields();
  }

  RecordType config() {
    return config;
  }

  /** From 3.8 on {@code endpoint} is a way to write {@code traces_endpoint}, and is never shown. */
  ObjectNode withoutShorthand(ObjectNode given) {
    if (!edition.isAtLeast(8) || !given.has("endpoint")) {
      return given;
    }
    ObjectNode plain = given.objectNode();
    plain.setAll(given);
    JsonNode endpoint = plain.remove("endpoint");
    if (!plain.has("traces_endpoint")) {
      plain.set("traces_endpoint", endpoint);
    }
    return plain;
  }

  /** What is wrong although every field by itself is right. */
  Optional<JsonNode> mistake(JsonNode complete) {
    if (!edition.isAtLeast(8)) {
      return complete.path("endpoint").isNull()
          ? Optional.of(JSON.objectNode().put("endpoint", "required field missing"))
          : Optional.empty();
    }
    if (complete.path("traces_endpoint").isNull() && complete.path("logs_endpoint").isNull()) {
      ObjectNode mistake = JSON.objectNode();
      mistake
          .putArray("@entity")
          .add(
              "at least one of these fields must be non-empty: 'traces_endpoint', 'logs_endpoint'");
      return Optional.of(mistake);
    }
    return Optional.empty();
  }

  private void addEndpoints() {
    if (edition.isAtLeast(8)) {
      config.with("traces_endpoint", URL).with("logs_endpoint", URL);
    } else {
      config.with("endpoint", URL);
    }
    if (edition.isAtLeast(13)) {
      config.with("access_logs_endpoint", URL);
      config.with("metrics", new RecordType().with("endpoint", URL).with("push_interval", NUMBER));
    }
    if (edition.isAtLeast(14)) {
      config.with(
          "access_logs",
          new RecordType().with("endpoint", URL).with("custom_attributes_by_lua", TEXT_MAP));
    }
  }

  private void addLaterFields() {
    if (edition.isAtLeast(3)) {
      config
          .with("queue", queue())
          .with("http_response_header_for_traceid", TEXT)
          .with("header_type", TEXT, JSON.textNode("preserve"));
    }
    if (edition.isAtLeast(6)) {
      config.with("sampling_rate", SHARE);
    }
    if (edition.isAtLeast(7)) {
      config.with(
          "propagation",
          new RecordType()
              .with("extract", TEXTS)
              .with("clear", TEXTS)
              .with("inject", TEXTS)
              .with("default_format", TEXT, JSON.textNode("w3c")));
    }
    if (edition.isAtLeast(11)) {
      config.with("sampling_strategy", TEXT);
    }
  }

  /** kong/tools/queue_schema.lua, with the plugin's own default of a batch. */
  private static RecordType queue() {
    return new RecordType()
        .with("max_batch_size", INTEGER, JSON.numberNode(200))
        .with("max_coalescing_delay", NUMBER, JSON.numberNode(1))
        .with("max_entries", INTEGER, JSON.numberNode(10_000))
        .with("max_bytes", INTEGER)
        .with("initial_retry_delay", NUMBER, JSON.numberNode(0.01))
        .with("max_retry_time", NUMBER, JSON.numberNode(60))
        .with("max_retry_delay", NUMBER, JSON.numberNode(60))
        .with("concurrency_limit", INTEGER, JSON.numberNode(1));
  }
}
