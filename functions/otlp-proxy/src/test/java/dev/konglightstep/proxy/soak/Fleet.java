package dev.konglightstep.proxy.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The environments of a function: an invocation goes to any one that is idle, to a new one if there
 * is none, and who dies is followed by a new one.
 */
final class Fleet<F> {
  private static final Duration SKEW = Duration.ofMillis(400);
  private static final Duration SHORTEST_START = Duration.ofMillis(200);
  private static final Duration LONGEST_START = Duration.ofMillis(900);
  private static final double REAPED = 1.0 / 500;

  private final Timeline timeline;
  private final Chance chance;
  private final Tally tally;
  private final Duration timeout;
  private final AtomicInteger invocations;
  private final Function<Environment, F> maker;
  private final int most;
  private final List<Member<F>> idle = new ArrayList<>();
  private int busy;

  /**
   * Idle environments.
   *
   * @param least how many there are at least
   * @param most how many there are at most
   * @param timeout of the function
   * @param invocations of all functions, counted
   * @param maker of what is in an environment
   */
  Fleet(
      Timeline timeline,
      Chance chance,
      Tally tally,
      int least,
      int most,
      Duration timeout,
      AtomicInteger invocations,
      Function<Environment, F> maker) {
    this.timeline = timeline;
    this.chance = chance;
    this.tally = tally;
    this.timeout = timeout;
    this.invocations = invocations;
    this.maker = maker;
    this.most = most;
    for (int i = 0; i < least; i++) {
      idle.add(fresh());
    }
  }

  /**
   * Begins an invocation in a fiber of its own.
   *
   * @param taker is given what comes of it; nothing if the environment died
   * @return whether there was an environment for it
   */
  <R> boolean invoke(
      Sender sender, BiFunction<F, Environment, R> work, Consumer<Optional<R>> taker) {
    if (idle.isEmpty() && busy >= most) {
      return false;
    }
    boolean cold = idle.isEmpty();
    Member<F> member = cold ? fresh() : idle.remove(chance.below(idle.size()));
    member.environment.begins(new Source(invocations.incrementAndGet(), sender));
    busy++;
    timeline.spawn(
        () -> {
          if (cold) {
            timeline.sleep(chance.between(SHORTEST_START, LONGEST_START));
          }
          taker.accept(run(member, work));
        });
    return true;
  }

  int busy() {
    return busy;
  }

  private <R> Optional<R> run(Member<F> member, BiFunction<F, Environment, R> work) {
    Optional<R> result;
    try {
      result = Optional.of(work.apply(member.function, member.environment));
      idle.add(chance.of(REAPED) ? fresh() : member);
    } catch (Killed e) {
      tally.note("died");
      result = Optional.empty();
      idle.add(fresh());
    }
    busy--;
    return result;
  }

  private Member<F> fresh() {
    Environment environment =
        new Environment(timeline, chance.between(SKEW.negated(), SKEW), timeout);
    return new Member<>(environment, maker.apply(environment));
  }

  private record Member<F>(Environment environment, F function) {}
}
