package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.http.Origin;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A plugin as the Admin API shows it. It is kept as it came, so that fields which we do not know
 * survive; its text form shows none of them.
 */
public final class KongPlugin {
  /** Every field of every version that says where a plugin sends to with these headers. */
  private static final List<String> ENDPOINTS =
      List.of(
          "/config/traces_endpoint",
          "/config/logs_endpoint",
          "/config/endpoint",
          "/config/metrics/endpoint",
          "/config/access_logs_endpoint",
          "/config/access_logs/endpoint");

  /** The field that says which share of traces it keeps. */
  public static final String SAMPLING_RATE = "sampling_rate";

  private final ObjectNode json;

  KongPlugin(JsonNode json) {
    this.json = (ObjectNode) json;
  }

  /** Its id, which is a part of its address. */
  String requireId(String list) throws TargetException {
    String id = json.path("id").asText();
    if (!id.matches("[\\w-]{1,64}")) {
      throw new TargetException(Kind.UNEXPECTED, list + " lists a plugin without an id");
    }
    return id;
  }

  /** Its id, of a plugin whose id was looked at before. */
  public String id() {
    return json.path("id").asText();
  }

  public boolean isEnabled() {
    return json.path("enabled").asBoolean(true);
  }

  /**
   * The id of what it hangs on; empty if it does not hang on such a thing.
   *
   * @param kind {@code route}, {@code service}, {@code consumer} or {@code consumer_group}
   */
  public Optional<String> scope(String kind) {
    return Optional.ofNullable(json.path(kind).path("id").textValue());
  }

  public List<String> tags() {
    List<String> tags = new ArrayList<>();
    json.path("tags").forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  /** The share of traces that it keeps; empty if kong.conf says it. */
  public OptionalDouble samplingRate() {
    JsonNode rate = json.at("/config/" + SAMPLING_RATE);
    return rate.isNumber() ? OptionalDouble.of(rate.doubleValue()) : OptionalDouble.empty();
  }

  /** What it writes into {@code service.name}; empty if that is worked out only when it sends. */
  public Optional<String> serviceName() {
    String name = json.at("/config/resource_attributes").path("service.name").asText("kong");
    return name.contains("$(") || name.startsWith("{vault://")
        ? Optional.empty()
        : Optional.of(name);
  }

  /** A copy of its configuration, headers and all. */
  public ObjectNode config() {
    return json.get("config") instanceof ObjectNode config ? config.deepCopy() : json.objectNode();
  }

  /** Which protocols it is for. */
  public JsonNode protocols() {
    return json.path("protocols").deepCopy();
  }

  boolean isOpenTelemetry() {
    return json.path("name").asText().equals("opentelemetry");
  }

  boolean carries(List<String> asked) {
    return tags().containsAll(asked);
  }

  /**
   * Whether all that it sends goes to these origins. An endpoint that nobody can read, such as a
   * vault reference, is somebody else's.
   */
  boolean sendsOnlyTo(Set<Origin> origins) {
    List<JsonNode> set =
        ENDPOINTS.stream().map(json::at).filter(it -> !it.isMissingNode() && !it.isNull()).toList();
    return !set.isEmpty()
        && set.stream()
            .allMatch(it -> Origin.of(it.asText()).filter(origins::contains).isPresent());
  }

  /** The headers that have this name, whatever their case, as they are written. */
  List<String> headersLike(String name) {
    List<String> written = new ArrayList<>();
    headers()
        .fieldNames()
        .forEachRemaining(
            header -> {
              if (header.equalsIgnoreCase(name)) {
                written.add(header);
              }
            });
    return written;
  }

  /** The value of a header as it is written; empty if it is none that a header can have. */
  String header(String written) {
    return headers().path(written).asText("");
  }

  /** A copy of all headers with one of them changed or added. */
  ObjectNode headersWith(String written, String value) {
    return headers().deepCopy().put(written, value);
  }

  /** Whether the headers are these, in whatever order. */
  boolean hasHeaders(ObjectNode expected) {
    return headers().equals(expected);
  }

  /** Whether all but the headers and the time of the last change is as it was. */
  boolean differsOnlyInHeaders(KongPlugin before) {
    return withoutHeaders().equals(before.withoutHeaders());
  }

  @Override
  public String toString() {
    return "KongPlugin[" + json.size() + " fields]";
  }

  /** An empty map may come as null, and from Lua as an empty array. */
  private ObjectNode headers() {
    return json.at("/config/headers") instanceof ObjectNode headers ? headers : json.objectNode();
  }

  private ObjectNode withoutHeaders() {
    ObjectNode rest = json.deepCopy();
    rest.remove("updated_at");
    if (rest.get("config") instanceof ObjectNode config) {
      config.remove("headers");
    }
    return rest;
  }
}
