package dev.konglightstep.proxy.soak;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Everything between an environment and the services: each call takes time, may meet trouble, and
 * may be the last thing that its environment does.
 */
final class Wire {
  private static final double KILLED = 1.0 / 600;
  private static final double FROZEN = 1.0 / 800;
  private static final double STALE = 0.2;
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration LONGEST_FREEZE = Duration.ofSeconds(100);
  private static final Duration LATEST = Duration.ofSeconds(20);
  private static final Duration SLOWEST = Duration.ofMillis(1500);

  /** Of a caller whose timer stands still. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Timeline timeline;
  private final Chance chance;
  private final Tally tally;
  private final Weather weather;
  private boolean calm;

  Wire(Timeline timeline, Chance chance, Tally tally, Weather weather) {
    this.timeline = timeline;
    this.chance = chance;
    this.tally = tally;
    this.weather = weather;
  }

  /** From now on nobody is killed or frozen. */
  void calm() {
    calm = true;
  }

  /**
   * One call.
   *
   * @param timeout that the caller has for it
   * @throws IOException if no answer came, whether or not it took effect
   * @throws Killed if the environment died
   */
  <T> T call(Environment environment, Service service, Duration timeout, Supplier<T> effect)
      throws IOException {
    if (timeout.compareTo(LEAST) < 0) {
      throw new IOException("no time is left");
    }
    mayDie(environment, "before", service);
    Instant until = timeline.instant().plus(timeout);
    boolean idle = environment.wasIdle();
    boolean thawed = freezes(environment);
    if ((thawed && chance.of(0.5)) || (idle && strikes(STALE))) {
      tally.count("dead_connections");
      throw new IOException("connection reset");
    }
    // After a thaw the answer and the timer that would give it up come at once.
    Instant patience = thawed && chance.of(0.5) ? Instant.MAX : until;
    return meet(new Call<>(environment, service, patience, effect), weather.strike(service));
  }

  private <T> T meet(Call<T> call, Trouble trouble) throws IOException {
    Duration way = chance.between(call.service.least, call.service.most);
    switch (trouble) {
      case NONE -> {
        return answered(call, way);
      }
      case SLOW -> {
        return answered(call, way.plus(chance.between(LEAST, SLOWEST)));
      }
      case REFUSED -> pass(call, way);
      case ERROR -> {
        pass(call, way.multipliedBy(2));
        throw new IOException("status 500");
      }
      case CUT -> arrive(call, way);
      case SWALLOWED -> giveUp(call);
      case UNANSWERED -> {
        arrive(call, way);
        giveUp(call);
      }
      case LATE -> {
        timeline.in(way.plus(chance.between(LEAST, LATEST)), call::takeEffect);
        giveUp(call);
      }
    }
    throw new IOException("connection reset");
  }

  private <T> T answered(Call<T> call, Duration way) throws IOException {
    Instant there = timeline.instant().plus(way);
    if (there.isAfter(call.until)) {
      timeline.at(there, call::takeEffect);
      giveUp(call);
    }
    T answer = arrive(call, way);
    if (there.plus(way).isAfter(call.until)) {
      giveUp(call);
    }
    pass(call, way);
    return answer;
  }

  private <T> T arrive(Call<T> call, Duration way) {
    pass(call, way);
    T answer = call.effect.get();
    mayDie(call.environment, "after", call.service);
    return answer;
  }

  private void giveUp(Call<?> call) throws IOException {
    Duration left = Duration.between(timeline.instant(), call.until);
    if (left.isPositive()) {
      pass(call, left.compareTo(PATIENCE) < 0 ? left : PATIENCE);
    }
    throw new IOException("timed out");
  }

  /** A function that has no time left is killed. */
  private void pass(Call<?> call, Duration time) {
    timeline.sleep(time);
    if (call.environment.isOutOfTime()) {
      tally.count("timed_out." + call.environment.source().sender());
      throw new Killed();
    }
  }

  private void mayDie(Environment environment, String when, Service service) {
    if (strikes(KILLED)) {
      tally.count("killed." + environment.source().sender() + "." + when + "." + service);
      throw new Killed();
    }
  }

  private boolean freezes(Environment environment) {
    if (!strikes(FROZEN)) {
      return false;
    }
    tally.count("frozen." + environment.source().sender());
    environment.freeze(chance.between(LEAST, LONGEST_FREEZE));
    return true;
  }

  private boolean strikes(double probability) {
    return !calm && chance.of(probability);
  }

  private record Call<T>(
      Environment environment, Service service, Instant until, Supplier<T> effect) {
    /** Nobody waits for the answer any more. */
    void takeEffect() {
      Objects.requireNonNull(effect.get());
    }
  }
}
