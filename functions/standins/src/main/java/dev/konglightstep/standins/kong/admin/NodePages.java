package dev.konglightstep.standins.kong.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The answers that only tell: the node, its state, lists. */
final class NodePages {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final KongAdminModel model;

  NodePages(KongAdminModel model) {
    this.model = model;
  }

  ObjectNode root() {
    Edition edition = model.edition();
    ObjectNode root = JSON.objectNode().put("version", edition.version());
    root.put("edition", edition.enterprise() ? "enterprise" : "community");
    root.put("tagline", "Welcome to kong").put("hostname", "kong-stand-in");
    ObjectNode configuration = root.putObject("configuration");
    configuration.put("database", edition.database() ? "postgres" : "off");
    configuration.put("role", "traditional");
    configuration.setAll(model.configuration());
    return root;
  }

  /** A node with a database does not tell a configuration hash. */
  ObjectNode status() {
    ObjectNode status = JSON.objectNode();
    if (model.edition().database()) {
      status.putObject("database").put("reachable", true);
    } else {
      status.put("configuration_hash", model.hash());
    }
    return status;
  }

  ObjectNode dataPlanes() {
    ObjectNode answer = JSON.objectNode();
    ArrayNode data = answer.putArray("data");
    model
        .nodes()
        .forEach(
            (name, state) ->
                data.addObject()
                    .put("hostname", name)
                    .put("config_hash", state.hash())
                    .put("last_seen", state.asked().getEpochSecond())
                    .put("sync_status", "normal")
                    .put("version", model.edition().version()));
    answer.putNull("next");
    return answer;
  }

  ObjectNode workspaces(Page.Query query) {
    NavigableMap<String, ObjectNode> all = new TreeMap<>();
    model.workspaces().forEach(name -> all.put(name, JSON.objectNode().put("name", name)));
    return list(Page.of(all, workspace -> true, query), "/workspaces", query);
  }

  ObjectNode vaults(Page.Query query) {
    return list(Page.of(model.vaults(), vault -> true, query), "/vaults", query);
  }

  ObjectNode vault(String prefix) {
    return Optional.ofNullable(model.vaults().get(prefix)).orElseThrow(KongRefusal::notFound);
  }

  ObjectNode routes(AdminPath path) {
    return list(model.routes(path.workspace(), path.query()), "/routes", path.query());
  }

  ObjectNode route(AdminPath path) {
    return model.route(path.workspace(), path.key()).orElseThrow(KongRefusal::notFound);
  }

  ObjectNode list(Page page, AdminPath path) {
    String where =
        path.parent().map(parent -> "/" + parent.kind().table() + "/" + parent.key()).orElse("");
    return list(page, where + "/plugins", path.query());
  }

  /** {@code next} names the collection without the workspace. */
  private static ObjectNode list(Page page, String collection, Page.Query query) {
    ObjectNode answer = JSON.objectNode();
    answer.putArray("data").addAll(page.data());
    if (page.offset().isEmpty()) {
      return answer.putNull("next");
    }
    String next = collection + "?offset=" + encode(page.offset().get());
    answer.put("offset", page.offset().get());
    String tags = query.tags().map(it -> "&tags=" + encode(it)).orElse("");
    return answer.put("next", next + tags + "&size=" + query.size());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
