package dev.konglightstep.rotation.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * The result of playing all scenarios.
 *
 * @param states distinct ones
 * @param violated runs in which an invariant was broken
 * @param violations the first of them, with what happened
 */
record Exploration(int runs, int states, int violated, List<String> violations) {
  private static final int THREADS = 2;

  private static final List<BiConsumer<Explorer, Integer>> SCENARIOS =
      List.of(
          (explorer, stride) -> new Interleavings(explorer, stride).bothSecretsOnOnePlugin(),
          (explorer, stride) -> new Interleavings(explorer, stride).bothAtTheSameTime(),
          (explorer, stride) -> new Interleavings(explorer, stride).slowCallsAtTheSameTime(),
          (explorer, stride) -> new Scenarios(explorer, stride).peopleAndFaults(),
          (explorer, stride) -> new Interleavings(explorer, stride).twins(),
          (explorer, stride) -> new Scenarios(explorer, stride).twoFaults(),
          (explorer, stride) -> new Interleavings(explorer, stride).abandonedAndBegunAgain(),
          (explorer, stride) -> new Scenarios(explorer, stride).foreignWriter(),
          (explorer, stride) -> new Scenarios(explorer, stride).singleFaults(),
          (explorer, stride) -> new Scenarios(explorer, stride).peopleInTheMiddle(),
          (explorer, stride) -> new Scenarios(explorer, stride).refusedPoolToken(),
          (explorer, stride) -> new Scenarios(explorer, stride).slowSatellites(),
          (explorer, stride) -> new Scenarios(explorer, stride).unclearBackend(),
          (explorer, stride) -> new Scenarios(explorer, stride).tokenGoesBad(),
          (explorer, stride) -> new Scenarios(explorer, stride).targetDown(),
          (explorer, stride) -> new Scenarios(explorer, stride).testAlone());

  /**
   * Plays them.
   *
   * @param stride every how many of the larger enumerations' runs is played, 1 for all
   */
  static Exploration of(int stride) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Explorer>> scenarios = new ArrayList<>();
      for (BiConsumer<Explorer, Integer> scenario : SCENARIOS) {
        scenarios.add(
            () -> {
              Explorer explorer = new Explorer();
              scenario.accept(explorer, stride);
              return explorer;
            });
      }
      return sum(threads.invokeAll(scenarios));
    }
  }

  /** The line that others read. */
  String line() {
    return "explore: runs=" + runs + " states=" + states + " violations=" + violated;
  }

  private static Exploration sum(List<Future<Explorer>> explored) throws InterruptedException {
    int runs = 0;
    int violated = 0;
    Set<Long> states = new HashSet<>();
    List<String> violations = new ArrayList<>();
    for (Future<Explorer> future : explored) {
      try {
        Explorer explorer = future.get();
        runs += explorer.runs();
        violated += explorer.violated();
        states.addAll(explorer.states());
        violations.addAll(explorer.violations());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return new Exploration(runs, states.size(), violated, violations);
  }
}
