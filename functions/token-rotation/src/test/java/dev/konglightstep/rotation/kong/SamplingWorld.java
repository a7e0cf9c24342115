package dev.konglightstep.rotation.kong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.konglightstep.core.http.Request;
import dev.konglightstep.core.policy.sampling.Rule;
import dev.konglightstep.platform.json.PolicyJson;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.sampling.PushPlan;
import dev.konglightstep.rotation.sampling.RouteChange;
import dev.konglightstep.rotation.sampling.RulePlan;
import dev.konglightstep.rotation.sampling.SamplingPush;
import dev.konglightstep.standins.kong.admin.Page;
import dev.konglightstep.standins.kong.admin.Parent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Kong with routes, and what a push does to it. */
final class SamplingWorld implements AutoCloseable {
  static final String TAG = "kong-lightstep-policy";
  final KongWorld kong;
  String more = "";

  SamplingWorld(KongWorld kong) {
    this.kong = kong;
  }

  String route(String path) {
    return kong.model.addRoute(KongWorld.WS, "of" + path, List.of(path), Optional.empty());
  }

  /** The global plugin, with everything that a copy must have. */
  String global() {
    String id = kong.plugin(Map.of("x-ingest-key", "CANARY-key", "x-extra", "CANARY-extra"));
    kong.patch(
        id,
        """
        {"tags":["otel"],"config":{"queue":{"max_batch_size":1000},"read_timeout":15000,
          "sampling_rate":1,"resource_attributes":{"deployment.environment":"prod"}}}""");
    return id;
  }

  String onRoute(String route) {
    return kong.model.addOpenTelemetry(
        KongWorld.WS,
        Optional.of(new Parent(Parent.Kind.ROUTE, route)),
        KongWorld.TRACES,
        Map.of("x-ingest-key", "CANARY-key"));
  }

  SamplingPush push() {
    String entry =
        """
        [{"name":"edge","secret":"key","kind":"admin","urls":["%s"],"header":"x-ingest-key"%s}]"""
            .formatted(kong.url(), more);
    return push(entry);
  }

  SamplingPush push(String targets) {
    return new SamplingPush(
        kong.fleet(targets, secretId -> Credential.parse("CANARY-credential")),
        Map.of("key", KongWorld.PROXY, "token", URI.create("https://ingest.lightstep.com")));
  }

  PushPlan plan(String rules) throws TargetException {
    List<Rule> parsed = rules(rules);
    return push().plan(parsed, parsed.size(), rule -> false);
  }

  /** Plans and does it; gives how often Kong was told to change something. */
  int pushed(String rules) throws TargetException {
    SamplingPush push = push();
    List<Rule> parsed = rules(rules);
    PushPlan plan = push.plan(parsed, parsed.size(), rule -> false);
    kong.sent.clear();
    for (RouteChange change : changes(plan)) {
      push.make(change);
    }
    return (int) kong.sent.stream().filter(request -> !request.method().equals("GET")).count();
  }

  static List<RouteChange> changes(PushPlan plan) {
    List<RouteChange> changes = new ArrayList<>();
    for (RulePlan rule : plan.rules()) {
      if (rule instanceof RulePlan.Moves moves) {
        changes.addAll(moves.changes());
      }
    }
    changes.addAll(plan.obsolete());
    return changes;
  }

  static List<Rule> rules(String rules) {
    return PolicyJson.parse("{\"sampling\":{\"rules\":[" + rules + "]}}")
        .sampling()
        .orElseThrow()
        .rules();
  }

  /**
   * What Kong does with a request on a route, told by its documents ("Plugin precedence") and not
   * by our code: the plugin with the most specific scope runs, of those that are on.
   */
  ObjectNode inForce(String routeId) {
    JsonNode service =
        kong.model.route(KongWorld.WS, routeId).orElseThrow().path("service").path("id");
    return plugins().stream()
        .filter(it -> it.path("enabled").asBoolean())
        .filter(it -> it.path("route").isNull() || it.at("/route/id").asText().equals(routeId))
        .filter(it -> it.path("service").isNull() || it.at("/service/id").equals(service))
        .max(
            Comparator.comparingInt(
                it -> (it.path("route").isNull() ? 0 : 2) + (it.path("service").isNull() ? 0 : 1)))
        .orElseThrow();
  }

  double rate(String routeId) {
    return inForce(routeId).at("/config/sampling_rate").asDouble(-1);
  }

  List<ObjectNode> plugins() {
    return kong.model.list(KongWorld.WS, Optional.empty(), Page.Query.FIRST).data();
  }

  Request lastWrite() {
    return kong.sent.stream().filter(it -> !it.method().equals("GET")).toList().getLast();
  }

  @Override
  public void close() {
    kong.close();
  }
}
