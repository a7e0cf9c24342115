package dev.konglightstep.rotation.sampling;

import dev.konglightstep.core.policy.sampling.Rule;
import dev.konglightstep.rotation.TargetException;
import dev.konglightstep.rotation.TargetException.Kind;
import dev.konglightstep.rotation.kong.KongFleet;
import dev.konglightstep.rotation.kong.KongPlace;
import dev.konglightstep.rotation.kong.KongPlugin;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;

/**
 * Leaves rules of a policy to Kong: what Kong drops costs nothing on its way here, and Kong tells
 * those that it calls. It can be repeated; a push after another changes nothing.
 */
public final class SamplingPush {
  private final KongFleet kongs;
  private final Map<String, URI> endpoints;

  /**
   * Reads nothing yet.
   *
   * @param endpoints to which Kong sends, by the secret that it must show there
   */
  public SamplingPush(KongFleet kongs, Map<String, URI> endpoints) {
    this.kongs = kongs;
    this.endpoints = Map.copyOf(endpoints);
  }

  /**
   * What there is to do; nothing is changed.
   *
   * @param own how many of the rules, from the first on, can move
   * @param saysProxy rules that the policy itself leaves to the proxy, in so many words
   * @throws TargetException if a Kong could not be read, or is older than 3.6
   */
  public PushPlan plan(List<Rule> rules, int own, IntPredicate saysProxy) throws TargetException {
    List<KongPlace> places = kongs.places(endpoints);
    return new PushPlanner(rules, RouteStates.read(places, rules), saysProxy).plan(own);
  }

  /**
   * Does one thing.
   *
   * @throws TargetException if it was not done, or nobody knows; the next push will see
   */
  public void make(RouteChange change) throws TargetException {
    switch (change.what()) {
      case CREATE -> create(change.state(), change.rate());
      case CHANGE -> change(change.state(), change.rate());
      case REMOVE -> remove(change.state());
    }
  }

  /** The copy is made of what is there now: a rotation may have changed a header meanwhile. */
  private static void create(RouteState state, double rate) throws TargetException {
    KongPlace place = state.place();
    KongPlugin below = now(place, state.inForce());
    KongPlugin made = place.create(state.route(), Instance.copy(below, rate));
    if (!Instance.isCopy(made, below) || !hasRate(made, rate)) {
      place.remove(made.id());
      throw new TargetException(
          Kind.UNEXPECTED, place.address(below) + ": Kong made no copy of it; it is removed again");
    }
    requireUnchanged(state, made, now(place, below));
  }

  private static void change(RouteState state, double rate) throws TargetException {
    KongPlace place = state.place();
    KongPlugin there = now(place, state.onRoute().orElseThrow());
    Optional<KongPlugin> source = Optional.empty();
    if (state.source().isPresent()) {
      source = Optional.of(now(place, state.source().get()));
    }
    var change = Instance.change(there, source, rate);
    if (change.isPresent()) {
      KongPlugin changed = place.change(there.id(), change.get());
      if (!hasRate(changed, rate)) {
        throw changed(place, changed);
      }
      if (source.isPresent()) {
        requireUnchanged(state, changed, now(place, source.get()));
      }
    }
  }

  private static void remove(RouteState state) throws TargetException {
    KongPlugin there = now(state.place(), state.onRoute().orElseThrow());
    if (!there.tags().contains(Instance.TAG)) {
      throw changed(state.place(), there);
    }
    state.place().remove(there.id());
  }

  private static void requireUnchanged(RouteState state, KongPlugin made, KongPlugin source)
      throws TargetException {
    if (!Instance.isCopy(made, source)) {
      throw changed(state.place(), source);
    }
  }

  private static KongPlugin now(KongPlace place, KongPlugin before) throws TargetException {
    return place.find(before.id()).orElseThrow(() -> changed(place, before));
  }

  private static boolean hasRate(KongPlugin plugin, double rate) {
    return plugin.samplingRate().equals(OptionalDouble.of(rate));
  }

  private static TargetException changed(KongPlace place, KongPlugin plugin) {
    return new TargetException(
        Kind.CHANGED, place.address(plugin) + " was changed at the same time; push again");
  }
}
