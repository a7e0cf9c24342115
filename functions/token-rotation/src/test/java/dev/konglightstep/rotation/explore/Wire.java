package dev.konglightstep.rotation.explore;

import dev.konglightstep.core.http.Response;
import dev.konglightstep.core.http.Transport;
import dev.konglightstep.platform.Pause;
import dev.konglightstep.standins.http.Face;
import dev.konglightstep.standins.http.InMemory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Everything between an actor and the outside world: each call waits for its turn, may meet a
 * fault, and is watched. A call whose turn comes after its timeout has no effect, as in life.
 */
final class Wire implements Pause {
  private static final Duration A_CALL = Duration.ofMillis(50);
  private static final Duration A_SLOW_CALL = Duration.ofMillis(4900);

  private final VirtualClock clock;
  private final Plan plan;
  private final World world;
  private final Set<Actor> actors = new HashSet<>();
  private Actor current;

  Wire(VirtualClock clock, Plan plan, World world) {
    this.clock = clock;
    this.plan = plan;
    this.world = world;
    this.current = new Actor("nobody", () -> {});
  }

  /** Lets an actor go on up to its next call. */
  boolean run(Actor actor) {
    clock.reach(actor.wakesAt());
    actors.add(actor);
    current = actor;
    return actor.run();
  }

  /** Lets an actor make that many calls or waits more, if it has so many. */
  void run(Actor actor, int turns) {
    for (int turn = 0; turn < turns && run(actor); turn++) {
      // Each turn is one call more.
    }
  }

  /** Lets an actor go on to its end; one that has not begun yet needs no thread for that. */
  void runToEnd(Actor actor) {
    actors.add(actor);
    current = actor;
    if (!actor.runAlone()) {
      run(actor, Integer.MAX_VALUE);
    }
  }

  /**
   * Two actors at the same time: while both are awake, each makes some turns in its turn; while
   * both sleep, time passes until the first one wakes.
   */
  void race(Actor first, int firstTurns, Actor second, int secondTurns) {
    for (int turn = 0; !first.hasEnded() || !second.hasEnded(); turn++) {
      boolean firstsTurn = turn % (firstTurns + secondTurns) < firstTurns;
      run(next(firstsTurn ? first : second, firstsTurn ? second : first));
    }
  }

  /** The preferred one, unless it has ended, or sleeps longer than the other. */
  private Actor next(Actor preferred, Actor other) {
    if (preferred.hasEnded() || other.hasEnded()) {
      return preferred.hasEnded() ? other : preferred;
    }
    boolean sleeps = preferred.wakesAt().isAfter(clock.instant());
    return sleeps && other.wakesAt().isBefore(preferred.wakesAt()) ? other : preferred;
  }

  /** How many calls actors of that name made. */
  int calls(String actor) {
    return actors.stream().filter(one -> one.toString().equals(actor)).mapToInt(Actor::calls).sum();
  }

  Actor current() {
    return current;
  }

  /** HTTP to a Kong, of which everything but GET writes. */
  Transport to(String kong, InMemory face) {
    return (request, timeout) -> {
      if (plan.isDown(kong)) {
        throw new IOException("connection refused");
      }
      return this.<Response>call(
          !request.method().equals("GET"), timeout, () -> face.send(request, timeout));
    };
  }

  /** HTTP that changes nothing which matters here. */
  Transport toReading(Face face) {
    return (request, timeout) -> this.<Response>call(false, timeout, () -> face.answer(request));
  }

  /**
   * One call.
   *
   * @param writes whether it may change what matters
   * @throws IOException if a fault strikes, or its turn comes too late
   */
  <T> T call(boolean writes, Duration timeout, Supplier<T> effect) throws IOException {
    Actor actor = current;
    requireAlive(actor);
    Instant until = clock.instant().plus(timeout);
    int call = actor.waitForTurn();
    if (plan.isSlow(actor, call)) {
      sleep(A_SLOW_CALL);
      current = actor;
    }
    plan.deeds(actor, call).forEach(deed -> world.watcher().others(() -> deed.accept(world)));
    if (clock.instant().isAfter(until)) {
      throw new IOException("timed out");
    }
    clock.pass(A_CALL);
    if (plan.fault(actor, call).isEmpty()) {
      return world.watcher().ours(actor, writes, effect);
    }
    Fault fault = plan.fault(actor, call).get();
    if (fault.takesEffect) {
      world.watcher().ours(actor, writes, effect);
    }
    if (fault.takesTime) {
      clock.reach(until);
    }
    if (fault.kills) {
      actor.dies();
    }
    requireAlive(actor);
    throw new IOException(fault.takesTime ? "timed out" : "connection reset");
  }

  @Override
  public void sleep(Duration duration) {
    Actor actor = current;
    requireAlive(actor);
    if (duration.isPositive()) {
      actor.sleepsUntil(clock.instant().plus(duration));
      actor.waitsToWake();
      clock.reach(actor.wakesAt());
    }
  }

  /** Stops whoever is dead. */
  void requireAlive() {
    requireAlive(current);
  }

  private static void requireAlive(Actor actor) {
    if (actor.isDead()) {
      throw new Killed();
    }
  }
}
