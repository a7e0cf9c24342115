package dev.konglightstep.standins.kong.admin;

import static dev.konglightstep.standins.kong.admin.Parent.Kind.ROUTE;
import static dev.konglightstep.standins.kong.admin.Parent.Kind.SERVICE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.standins.kong.PluginConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The plugins of a Kong, as its Admin API changes them (kong/api/endpoints.lua, kong/db/dao 3.9.3):
 * a PATCH reaches into records and replaces maps and arrays whole, the last writer wins, and there
 * is no ETag. Entities are replaced, never changed, so whoever holds one may keep it.
 */
public final class KongAdminModel {
  /** The workspace of who names none. */
  public static final String DEFAULT = "default";

  private static final Predicate<String> UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").asMatchPredicate();

  private final Edition edition;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final PluginSchema schema;
  private final Map<String, Workspace> workspaces = new TreeMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, ObjectNode> vaults = new TreeMap<>();
  private final ObjectNode configuration = JsonNodeFactory.instance.objectNode();

  /** An empty database; new entities get an id from {@code ids}, each a UUID. */
  public KongAdminModel(Edition edition, InstantSource clock, Supplier<String> ids) {
    this.edition = edition;
    this.clock = clock;
    this.ids = ids;
    this.schema = new PluginSchema(edition);
    workspaces.put(DEFAULT, new Workspace());
  }

  /** An independent model in the same state. */
  public synchronized KongAdminModel copy() {
    KongAdminModel copy = new KongAdminModel(edition, clock, ids);
    workspaces.forEach((name, workspace) -> copy.workspaces.put(name, workspace.copy()));
    nodes.forEach((name, node) -> copy.nodes.put(name, node.copy()));
    copy.vaults.putAll(vaults);
    copy.configuration.setAll(configuration);
    return copy;
  }

  public Edition edition() {
    return edition;
  }

  public synchronized void addWorkspace(String name) {
    workspaces.put(name, new Workspace());
  }

  /** Something that plugins can hang on; gives its id. */
  public synchronized String add(String workspace, Parent parent) {
    String id = ids.get();
    in(workspace).add(parent.kind(), parent.key(), id);
    return id;
  }

  /** A route; gives its id. */
  public synchronized String addRoute(
      String workspace, String name, List<String> paths, Optional<String> service) {
    Optional<String> to = service.map(key -> require(workspace, new Parent(SERVICE, key)));
    return in(workspace).addRoute(ids.get(), name, paths, to);
  }

  /** A vault entity, which references name by its prefix. */
  public synchronized void addVault(String prefix, String name, ObjectNode config) {
    ObjectNode vault = JsonNodeFactory.instance.objectNode().put("id", ids.get());
    vault.put("prefix", prefix).put("name", name).set("config", config);
    vaults.put(prefix, vault);
  }

  /** A setting of kong.conf that {@code GET /} shows, such as {@code vault_aws_ttl}. */
  public synchronized void configure(String name, String value) {
    configuration.put(name, value);
  }

  /** A node that follows the database, from what is there now on. */
  public synchronized void addNode(String name, Duration period) {
    nodes.put(name, new Node(period, clock.instant(), allPlugins()));
  }

  /** A plugin that exports traces; gives its id. */
  public String addOpenTelemetry(
      String workspace, Optional<Parent> parent, URI tracesEndpoint, Map<String, String> headers) {
    ObjectNode plugin = JsonNodeFactory.instance.objectNode().put("name", "opentelemetry");
    ObjectNode config = plugin.putObject("config");
    config.put(edition.isAtLeast(8) ? "traces_endpoint" : "endpoint", tracesEndpoint.toString());
    headers.forEach(config.putObject("headers")::put);
    return create(workspace, parent, plugin).path("id").asText();
  }

  /** {@code POST /plugins}, or below a service, a route or a consumer. */
  public synchronized ObjectNode create(
      String workspace, Optional<Parent> parent, ObjectNode given) {
    requireDatabase("create");
    ObjectNode plugin = schema.make(below(workspace, parent, given));
    plugin.put("id", plugin.path("id").isNull() ? ids.get() : plugin.path("id").asText());
    plugin.put("created_at", seconds());
    return store(workspace, plugin);
  }

  /** {@code GET /plugins}, or below a service, a route or a consumer. */
  public synchronized Page list(String workspace, Optional<Parent> parent, Page.Query query) {
    Optional<String> id = parent.map(it -> require(workspace, it));
    return Page.of(
        in(workspace).plugins,
        plugin -> parent.isEmpty() || parent.get().kind().idIn(plugin).equals(id),
        query);
  }

  /** {@code GET /routes}. */
  public synchronized Page routes(String workspace, Page.Query query) {
    return Page.of(in(workspace).routes, route -> true, query);
  }

  /** {@code GET /routes/{key}}, by id or name. */
  public synchronized Optional<ObjectNode> route(String workspace, String key) {
    return idOf(workspace, new Parent(ROUTE, key)).map(in(workspace).routes::get);
  }

  /**
   * {@code GET /plugins/{key}}.
   *
   * @param key id or instance name
   */
  public synchronized Optional<ObjectNode> find(String workspace, String key) {
    return in(workspace).plugin(key);
  }

  /** {@code PATCH /plugins/{key}}. */
  public synchronized ObjectNode patch(String workspace, String key, ObjectNode given) {
    requireDatabase("update");
    ObjectNode before = find(workspace, key).orElseThrow(KongRefusal::notFound);
    return store(workspace, schema.change(before, given));
  }

  /** {@code PUT /plugins/{key}}: what is left out returns to its default. */
  public synchronized ObjectNode put(String workspace, String key, ObjectNode given) {
    requireDatabase("create or update");
    ObjectNode plugin = schema.make(given);
    Optional<ObjectNode> before = find(workspace, key);
    plugin.put(
        "id", before.map(it -> it.path("id").asText()).orElse(UUID.test(key) ? key : ids.get()));
    plugin.put("created_at", before.map(it -> it.path("created_at").asLong()).orElse(seconds()));
    if (!UUID.test(key)) {
      plugin.put("instance_name", key);
    }
    return store(workspace, plugin);
  }

  /** {@code DELETE /plugins/{key}}; what is not there is deleted too. */
  public synchronized void delete(String workspace, String key) {
    requireDatabase("delete");
    catchUp();
    find(workspace, key).ifPresent(it -> in(workspace).plugins.remove(it.path("id").asText()));
  }

  /** What a plugin in the database sends with. */
  public synchronized Optional<PluginConfig> config(String workspace, String key) {
    return find(workspace, key).map(SentWith::of);
  }

  /**
   * What a plugin of a node sends with now, as far as that node knows.
   *
   * @param id of the plugin
   */
  public synchronized Optional<PluginConfig> configOn(String node, String id) {
    catchUp();
    return Optional.ofNullable(node(node).seen().get(id)).map(SentWith::of);
  }

  /** The names of the workspaces, in order. */
  public synchronized List<String> workspaces() {
    return List.copyOf(workspaces.keySet());
  }

  public synchronized boolean hasWorkspace(String name) {
    return workspaces.containsKey(name);
  }

  /** The id of something that plugins hang on. */
  public synchronized Optional<String> idOf(String workspace, Parent parent) {
    return in(workspace).find(parent);
  }

  synchronized ObjectNode configuration() {
    return configuration.deepCopy();
  }

  /** All vault entities, by prefix. */
  public synchronized NavigableMap<String, ObjectNode> vaults() {
    return new TreeMap<>(vaults);
  }

  /** What each node knows and when it asked last. */
  public synchronized Map<String, NodeState> nodes() {
    catchUp();
    Map<String, NodeState> states = new LinkedHashMap<>();
    nodes.forEach((name, node) -> states.put(name, node.state()));
    return states;
  }

  /** A fingerprint of all plugins in the database. */
  public synchronized String hash() {
    return Node.hash(allPlugins());
  }

  private ObjectNode store(String workspace, ObjectNode plugin) {
    in(workspace).requireParents(plugin);
    in(workspace).requireFree(plugin);
    catchUp();
    plugin.put("updated_at", seconds());
    in(workspace).plugins.put(plugin.path("id").asText(), plugin);
    return plugin;
  }

  private ObjectNode below(String workspace, Optional<Parent> parent, ObjectNode given) {
    if (parent.isEmpty()) {
      return given;
    }
    ObjectNode below = given.objectNode();
    below.setAll(given);
    below.putObject(parent.get().kind().field()).put("id", require(workspace, parent.get()));
    return below;
  }

  private String require(String workspace, Parent parent) {
    return in(workspace).find(parent).orElseThrow(KongRefusal::notFound);
  }

  private Workspace in(String workspace) {
    Workspace found = workspaces.get(workspace);
    if (found == null) {
      throw KongRefusal.plain(404, "Workspace '" + workspace + "' not found");
    }
    return found;
  }

  private Node node(String name) {
    return Optional.ofNullable(nodes.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no node " + name));
  }

  private void requireDatabase(String action) {
    if (!edition.database()) {
      throw KongRefusal.unsupported(action);
    }
  }

  private void catchUp() {
    nodes.values().forEach(node -> node.catchUp(clock.instant(), this::allPlugins));
  }

  private Map<String, ObjectNode> allPlugins() {
    Map<String, ObjectNode> all = new TreeMap<>();
    workspaces.values().forEach(workspace -> all.putAll(workspace.plugins));
    return all;
  }

  private long seconds() {
    return clock.instant().getEpochSecond();
  }

  /**
   * How far a node is.
   *
   * @param hash a fingerprint of the plugins that it knows
   * @param asked when it asked the database last
   */
  public record NodeState(String hash, Instant asked) {}
}
