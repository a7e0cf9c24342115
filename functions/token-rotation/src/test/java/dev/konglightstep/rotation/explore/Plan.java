package dev.konglightstep.rotation.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What happens at which call of which actor: faults, and what other people do meanwhile. */
final class Plan {
  private final Map<String, Fault> faults = new HashMap<>();
  private final Map<String, List<Consumer<World>>> deeds = new HashMap<>();
  private final Set<String> slow = new HashSet<>();
  private final Set<String> down = new HashSet<>();
  private final List<String> text = new ArrayList<>();

  /** A fault of that actor's call, counted from 0. */
  Plan fault(String actor, int call, Fault fault) {
    faults.put(actor + call, fault);
    text.add(fault + " at " + actor + "'s call " + call);
    return this;
  }

  /** That call is under way for as long as a write may be, and takes effect then. */
  Plan slow(String actor, int call) {
    slow.add(actor + call);
    text.add(actor + "'s call " + call + " is slow");
    return this;
  }

  boolean isSlow(Actor actor, int call) {
    return slow.contains(actor.toString() + call);
  }

  /** Somebody does something directly before that call takes effect. */
  Plan deed(String actor, int call, String what, Consumer<World> deed) {
    deeds.computeIfAbsent(actor + call, key -> new ArrayList<>()).add(deed);
    text.add(what + " before " + actor + "'s call " + call);
    return this;
  }

  /** A Kong does not answer, however often it is asked. */
  Plan down(String kong) {
    down.add(kong);
    text.add(kong + " is down");
    return this;
  }

  boolean isDown(String kong) {
    return down.contains(kong);
  }

  Optional<Fault> fault(Actor actor, int call) {
    return Optional.ofNullable(faults.get(actor.toString() + call));
  }

  List<Consumer<World>> deeds(Actor actor, int call) {
    return deeds.getOrDefault(actor.toString() + call, List.of());
  }

  boolean hasFaults() {
    return !faults.isEmpty();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
