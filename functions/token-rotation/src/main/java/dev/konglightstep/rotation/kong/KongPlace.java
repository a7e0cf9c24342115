package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routes of a Kong, or of one of its workspaces, and the plugins that trace there. */
public final class KongPlace {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final AdminApi api;
  private final String prefix;
  private final InstantSource clock;
  private final List<HeaderRule> rules = new ArrayList<>();

  KongPlace(AdminApi api, String prefix, InstantSource clock) {
    this.api = api;
    this.prefix = prefix;
    this.clock = clock;
  }

  /** One target more that is here. */
  void add(HeaderRule rule) {
    rules.add(rule);
  }

  /** All routes, in the order of their ids. */
  public List<KongRoute> routes() throws TargetException {
    List<KongRoute> routes = new ArrayList<>();
    for (ObjectNode json : api.list(prefix + "/routes", List.of(), TIMEOUT)) {
      KongRoute route = KongRoute.of(json);
      if (!route.id().matches("[\\w-]{1,64}")) {
        throw new TargetException(
            Kind.UNEXPECTED, api.at(prefix + "/routes") + " lists a route without an id");
      }
      routes.add(route);
    }
    return routes;
  }

  /**
   * All {@code opentelemetry} plugins, whatever they hang on. Kong filters by tag alone, and one
   * without any counts too, so every other plugin is read and dropped.
   */
  public List<KongPlugin> tracing() throws TargetException {
    List<KongPlugin> tracing = new ArrayList<>();
    for (ObjectNode json : api.list(prefix + PluginAddress.COLLECTION, List.of(), TIMEOUT)) {
      KongPlugin plugin = new KongPlugin(json);
      if (plugin.isOpenTelemetry()) {
        plugin.requireId(api.at(prefix + PluginAddress.COLLECTION));
        tracing.add(plugin);
      }
    }
    return tracing;
  }

  /** Whether a plugin is one that a target describes, and sends to nobody else. */
  public boolean isOurs(KongPlugin plugin) {
    return rules.stream().anyMatch(rule -> rule.concerns(plugin) && !rule.isForeign(plugin));
  }

  /** Where a plugin is, as people name it. */
  public String address(KongPlugin plugin) {
    return api.at(path(plugin.id()));
  }

  public String address(KongRoute route) {
    return api.at(prefix + "/routes/" + route.id());
  }

  /** A plugin as it is now, or nothing if it has gone. */
  public Optional<KongPlugin> find(String id) throws TargetException {
    return api.find(path(id), TIMEOUT).map(KongPlugin::new);
  }

  /** Hangs a plugin on a route. */
  public KongPlugin create(KongRoute route, ObjectNode plugin) throws TargetException {
    String path = prefix + "/routes/" + route.id() + PluginAddress.COLLECTION;
    return new KongPlugin(
        written(() -> api.post(path, plugin, TIMEOUT), path, 201).json().orElseThrow());
  }

  /** Changes a plugin; gives it as it is then. */
  public KongPlugin change(String id, ObjectNode change) throws TargetException {
    return new KongPlugin(
        written(() -> api.patch(path(id), change, TIMEOUT), path(id), 200).json().orElseThrow());
  }

  /** Takes a plugin away. */
  public void remove(String id) throws TargetException {
    written(() -> api.delete(path(id), TIMEOUT), path(id), 204);
  }

  private AdminAnswer written(Write write, String path, int expected) throws TargetException {
    AdminAnswer answer;
    try {
      answer = write.send();
    } catch (IOException e) {
      throw unsettled(api.at(path) + ": " + e.getMessage());
    }
    if (answer.status() >= 500) {
      throw unsettled(String.valueOf(answer.refusal().getMessage()));
    }
    if (answer.status() != expected) {
      throw answer.refusal();
    }
    if (expected != 204 && answer.json().filter(ObjectNode.class::isInstance).isEmpty()) {
      throw new TargetException(
          Kind.UNEXPECTED, api.at(path) + " answered " + expected + " without a JSON object");
    }
    return answer;
  }

  private TargetException unsettled(String what) {
    return TargetException.unsettled(
        what + "; the change may still take effect", clock.instant().plus(TIMEOUT));
  }

  private String path(String id) {
    return prefix + PluginAddress.COLLECTION + "/" + id;
  }

  /** The place alone. */
  @Override
  public String toString() {
    return "KongPlace[" + api.at(prefix) + "]";
  }

  /** A request that changes something. */
  private interface Write {
    AdminAnswer send() throws IOException;
  }
}
