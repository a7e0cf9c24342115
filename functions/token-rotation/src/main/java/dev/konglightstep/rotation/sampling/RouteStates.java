package dev.konglightstep.rotation.sampling;

import dev.konglightstep.core.policy.sampling.RouteDecision;
import dev.konglightstep.core.policy.sampling.Rule;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.kong.KongPlace;
import dev.konglightstep.rotation.kong.KongPlugin;
import dev.konglightstep.rotation.kong.KongRoute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads all routes. Of a request's plugins of one name Kong runs the one that hangs on most: route
 * before service before nothing (kong/runloop/plugins_iterator.lua, 3.9.3); one for a consumer goes
 * before all of these.
 */
final class RouteStates {
  private final List<Rule> rules;
  private final Set<String> seen = new HashSet<>();
  private final List<RouteState> states = new ArrayList<>();

  private RouteStates(List<Rule> rules) {
    this.rules = rules;
  }

  /** Routes of several places; an entity that is in two of them is one of one database. */
  static List<RouteState> read(List<KongPlace> places, List<Rule> rules) throws TargetException {
    RouteStates all = new RouteStates(rules);
    for (KongPlace place : places) {
      List<KongPlugin> tracing = place.tracing();
      for (KongRoute route : place.routes()) {
        if (all.seen.add(route.id())) {
          all.add(place, route, tracing);
        }
      }
    }
    return all.states;
  }

  private void add(KongPlace place, KongRoute route, List<KongPlugin> tracing) {
    List<KongPlugin> onRoute =
        tracing.stream().filter(it -> isOn(it, "route", route.id()) && isForAll(it)).toList();
    Optional<KongPlugin> below = below(route, tracing);
    Optional<KongPlugin> inForce =
        onRoute.stream().filter(KongPlugin::isEnabled).findFirst().or(() -> below);
    if (inForce.filter(place::isOurs).isPresent()) {
      states.add(
          new RouteState(
              place,
              route,
              inForce.get(),
              onRoute.stream().findFirst(),
              below.filter(place::isOurs),
              RouteDecision.of(rules, route.path(), inForce.get().serviceName()),
              obstacle(place, onRoute, tracing)));
    }
  }

  private static Optional<KongPlugin> below(KongRoute route, List<KongPlugin> tracing) {
    List<KongPlugin> others =
        tracing.stream()
            .filter(it -> it.isEnabled() && it.scope("route").isEmpty() && isForAll(it))
            .toList();
    return first(
            others,
            it -> route.service().isPresent() && it.scope("service").equals(route.service()))
        .or(() -> first(others, it -> it.scope("service").isEmpty()));
  }

  private static Optional<String> obstacle(
      KongPlace place, List<KongPlugin> onRoute, List<KongPlugin> tracing) {
    Optional<KongPlugin> forSome =
        first(tracing, plugin -> plugin.isEnabled() && !isForAll(plugin));
    if (forSome.isPresent()) {
      return Optional.of(
          place.address(forSome.get()) + " is for a consumer and goes before one on a route");
    }
    if (onRoute.size() > 1) {
      return Optional.of("several opentelemetry plugins hang on the route");
    }
    return first(onRoute, plugin -> !plugin.isEnabled())
        .map(off -> place.address(off) + ", on the route, is switched off");
  }

  private static boolean isOn(KongPlugin plugin, String kind, String id) {
    return plugin.scope(kind).filter(id::equals).isPresent();
  }

  private static boolean isForAll(KongPlugin plugin) {
    return plugin.scope("consumer").isEmpty() && plugin.scope("consumer_group").isEmpty();
  }

  private static Optional<KongPlugin> first(
      List<KongPlugin> plugins, Predicate<KongPlugin> wanted) {
    return plugins.stream().filter(wanted).findFirst();
  }
}
