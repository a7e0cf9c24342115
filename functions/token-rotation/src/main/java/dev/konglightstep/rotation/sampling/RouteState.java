package dev.konglightstep.rotation.sampling;

import dev.konglightstep.core.policy.sampling.RouteDecision;
import dev.konglightstep.rotation.kong.KongPlace;
import dev.konglightstep.rotation.kong.KongPlugin;
import dev.konglightstep.rotation.kong.KongRoute;
import java.util.Optional;

/**
 * A route whose traces come to us.
 *
 * @param inForce the plugin that makes them
 * @param onRoute the one that hangs on the route, in force or switched off
 * @param below the one that is, or would be, in force without that
 * @param obstacle why no rate can be set here
 */
record RouteState(
    KongPlace place,
    KongRoute route,
    KongPlugin inForce,
    Optional<KongPlugin> onRoute,
    Optional<KongPlugin> below,
    RouteDecision decision,
    Optional<String> obstacle) {

  /** Whether the plugin on the route is one that an earlier push made. */
  boolean isMadeByUs() {
    return onRoute.filter(plugin -> plugin.tags().contains(Instance.TAG)).isPresent();
  }

  /** Of which the plugin on the route must be a copy; nothing if a person made it. */
  Optional<KongPlugin> source() {
    return isMadeByUs() ? below : Optional.empty();
  }
}
