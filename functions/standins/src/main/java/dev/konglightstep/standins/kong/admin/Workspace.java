package dev.konglightstep.standins.kong.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The entities of one workspace. What it holds is replaced, never changed in place. */
final class Workspace {
  final NavigableMap<String, ObjectNode> plugins = new TreeMap<>();

  /** Those that have all their fields, by id. */
  final NavigableMap<String, ObjectNode> routes = new TreeMap<>();

  /** From kind, such as "services", to names and ids, to ids. */
  private final Map<String, Map<String, String>> parents = new HashMap<>();

  Workspace copy() {
    Workspace copy = new Workspace();
    copy.plugins.putAll(plugins);
    copy.routes.putAll(routes);
    parents.forEach((kind, ids) -> copy.parents.put(kind, new HashMap<>(ids)));
    return copy;
  }

  void add(Parent.Kind kind, String name, String id) {
    Map<String, String> ids = parents.computeIfAbsent(kind.table(), table -> new HashMap<>());
    ids.put(name, id);
    ids.put(id, id);
  }

  /** As kong/db/schema/entities/routes.lua has one, with what it is by itself. */
  String addRoute(String id, String name, List<String> paths, Optional<String> service) {
    ObjectNode route = JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
    paths.forEach(route.putArray("paths")::add);
    route.putArray("protocols").add("http").add("https");
    route.putNull("hosts").putNull("methods").putNull("tags");
    route.put("strip_path", true).put("path_handling", "v0");
    service.ifPresentOrElse(
        to -> route.putObject("service").put("id", to), () -> route.putNull("service"));
    if (paths.isEmpty()) {
      route.putNull("paths");
    }
    add(Parent.Kind.ROUTE, name, id);
    routes.put(id, route);
    return id;
  }

  /** The id behind a name or an id. */
  Optional<String> find(Parent parent) {
    return Optional.ofNullable(
        parents.getOrDefault(parent.kind().table(), Map.of()).get(parent.key()));
  }

  /** A plugin by id or instance name. */
  Optional<ObjectNode> plugin(String key) {
    ObjectNode byId = plugins.get(key);
    return byId != null
        ? Optional.of(byId)
        : plugins.values().stream()
            .filter(plugin -> plugin.path("instance_name").asText("").equals(key))
            .findAny();
  }

  /** Refuses a plugin whose place or whose instance name another one has. */
  void requireFree(ObjectNode plugin) {
    for (ObjectNode other : plugins.values()) {
      if (other.path("id").equals(plugin.path("id"))) {
        continue;
      }
      if (place(other).equals(place(plugin))) {
        throw KongRefusal.taken(place(plugin));
      }
      JsonNode name = plugin.path("instance_name");
      if (!name.isNull() && name.equals(other.path("instance_name"))) {
        throw KongRefusal.taken(Map.of("instance_name", name));
      }
    }
  }

  /** Refuses a plugin that hangs on something that is not here. */
  void requireParents(ObjectNode plugin) {
    for (Parent.Kind kind : Parent.Kind.values()) {
      JsonNode reference = plugin.path(kind.field());
      String id = reference.path("id").asText();
      if (!reference.isNull() && find(new Parent(kind, id)).isEmpty()) {
        throw KongRefusal.noSuchParent(kind.field(), kind.table(), id);
      }
    }
  }

  private static Map<String, JsonNode> place(ObjectNode plugin) {
    Map<String, JsonNode> place = new TreeMap<>();
    place.put("name", plugin.path("name"));
    for (Parent.Kind kind : Parent.Kind.values()) {
      place.put(kind.field(), plugin.path(kind.field()));
    }
    return place;
  }
}
