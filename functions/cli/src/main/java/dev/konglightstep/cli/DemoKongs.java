package dev.konglightstep.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.konglightstep.standins.http.Fault;
import dev.konglightstep.standins.kong.PluginConfig;
import dev.konglightstep.standins.kong.admin.Edition;
import dev.konglightstep.standins.kong.admin.KongAdminFace;
import dev.konglightstep.standins.kong.admin.KongAdminModel;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The Kongs of the demo: each with an Admin API, and a node that follows what that says. */
final class DemoKongs implements AutoCloseable {
  private static final List<String> NAMES = List.of("edge", "inner");
  private static final String NODE = "node";
  private static final Duration POLL = Duration.ofSeconds(1);

  private final List<StandIn<KongAdminModel>> admins = new ArrayList<>();
  private final List<String> plugins = new ArrayList<>();

  DemoKongs(URI proxy, String ingestKey) {
    for (String name : NAMES) {
      KongAdminModel model =
          new KongAdminModel(
              Edition.OPEN_SOURCE, InstantSource.system(), () -> UUID.randomUUID().toString());
      plugins.add(
          model.addOpenTelemetry(
              KongAdminModel.DEFAULT,
              Optional.empty(),
              proxy.resolve("/v1/traces"),
              Map.of("x-ingest-key", ingestKey, "x-gateway", name)));
      model.addNode(NODE, POLL);
      admins.add(StandIn.start(model, KongAdminFace::new));
    }
  }

  /** What a Kong's node sends with now. */
  Optional<PluginConfig> config(int kong) {
    return admins.get(kong).model().configOn(NODE, plugins.get(kong));
  }

  /** KONG_TARGETS: each Kong must hold the ingest key. */
  String targets(String secretId) {
    ArrayNode targets = new JsonMapper().createArrayNode();
    for (int kong = 0; kong < NAMES.size(); kong++) {
      targets
          .addObject()
          .put("name", NAMES.get(kong))
          .put("secret", secretId)
          .put("kind", "admin")
          .put("header", "x-ingest-key")
          .putArray("urls")
          .add(admins.get(kong).url().toString());
    }
    return targets.toString();
  }

  /** The last Kong's Admin API stops answering; its node sends on. */
  void lastGoesDown() {
    admins.getLast().faults().always(new Fault.DropBefore());
  }

  void lastComesBack() {
    admins.getLast().faults().clear();
  }

  /** How many Kongs hold a key. */
  long holding(String key) {
    return plugins.stream()
        .map(plugin -> admins.get(plugins.indexOf(plugin)).model().config("default", plugin))
        .filter(config -> config.orElseThrow().headers().containsValue(key))
        .count();
  }

  @Override
  public void close() {
    admins.forEach(StandIn::close);
  }
}
