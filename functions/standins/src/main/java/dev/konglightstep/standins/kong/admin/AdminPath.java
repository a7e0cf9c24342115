package dev.konglightstep.standins.kong.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a request goes:
 *
 * <pre>[/{workspace}][/{services|routes|consumers}/{x}]/plugins[/{id or instance name}]
 * [/{workspace}]/routes[/{id or name}]</pre>
 *
 * <p>A workspace stands first in Enterprise only. {@code ?name=} is ignored, as Kong ignores it.
 */
record AdminPath(
    Kind kind, String workspace, Optional<Parent> parent, String key, Page.Query query) {
  private static final Set<String> TOP =
      Set.of(
          "",
          "plugins",
          "services",
          "routes",
          "consumers",
          "status",
          "clustering",
          "workspaces",
          "vaults");

  static AdminPath parse(String target, KongAdminModel model) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    Page.Query query = query(mark < 0 ? "" : target.substring(mark + 1));
    List<String> parts =
        new ArrayList<>(
            Arrays.stream(path.substring(1).split("/")).map(AdminPath::decode).toList());
    String workspace = KongAdminModel.DEFAULT;
    if (model.edition().enterprise() && !TOP.contains(parts.getFirst())) {
      workspace = parts.removeFirst();
      if (!model.hasWorkspace(workspace)) {
        throw KongRefusal.plain(404, "Workspace '" + workspace + "' not found");
      }
    }
    return below(workspace, parts, query, model.edition().enterprise());
  }

  private static AdminPath below(
      String workspace, List<String> parts, Page.Query query, boolean enterprise) {
    Optional<Parent> parent = parent(parts);
    List<String> rest = parent.isPresent() ? parts.subList(2, parts.size()) : parts;
    String key = rest.size() == 2 ? rest.get(1) : "";
    Kind kind =
        switch (String.join("/", rest.isEmpty() ? List.of("") : rest.subList(0, 1))) {
          case "" -> rest.size() <= 1 ? Kind.ROOT : null;
          case "status" -> Kind.STATUS;
          case "clustering" -> key.equals("data-planes") ? Kind.DATA_PLANES : null;
          case "workspaces" -> enterprise ? Kind.WORKSPACES : null;
          case "vaults" -> key.isEmpty() ? Kind.VAULTS : Kind.VAULT;
          case "routes" -> key.isEmpty() ? Kind.ROUTES : Kind.ROUTE;
          case "plugins" -> key.isEmpty() ? Kind.PLUGINS : Kind.PLUGIN;
          default -> null;
        };
    if (kind == null || rest.size() > 2) {
      throw KongRefusal.notFound();
    }
    return new AdminPath(kind, workspace, parent, key, query);
  }

  private static Optional<Parent> parent(List<String> parts) {
    return Arrays.stream(Parent.Kind.values())
        .filter(kind -> parts.size() > 2 && kind.table().equals(parts.getFirst()))
        .map(kind -> new Parent(kind, parts.get(1)))
        .findAny();
  }

  private static Page.Query query(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
      String[] sides = pair.split("=", 2);
      values.put(sides[0], sides.length < 2 ? "" : decode(sides[1]));
    }
    try {
      return new Page.Query(
          Integer.parseInt(values.getOrDefault("size", "100")),
          Optional.ofNullable(values.get("offset")),
          Optional.ofNullable(values.get("tags")));
    } catch (NumberFormatException e) {
      throw KongRefusal.invalidSize();
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** What is at a path. */
  enum Kind {
    ROOT,
    STATUS,
    DATA_PLANES,
    WORKSPACES,
    VAULTS,
    VAULT,
    ROUTES,
    ROUTE,
    PLUGINS,
    PLUGIN
  }
}
