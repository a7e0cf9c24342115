package dev.konglightstep.rotation.explore;

import dev.konglightstep.core.secret.TokenSecret;
import dev.konglightstep.standins.secretsmanager.Rotation;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFailure;
import dev.konglightstep.standins.secretsmanager.SecretsManagerModel;
import dev.konglightstep.standins.secretsmanager.UpdateSecretVersionStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Plays runs and judges them: the invariants all along, and at the end whether all is well. */
final class Explorer {
  private static final int MOST_REPORTED = 20;

  private final Set<Long> states = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private int runs;
  private int violated;

  int runs() {
    return runs;
  }

  /** A number for each distinct state that was seen. */
  Set<Long> states() {
    return states;
  }

  int violated() {
    return violated;
  }

  /** The first violations, each with what happened in its run. */
  List<String> violations() {
    return violations;
  }

  /**
   * One run.
   *
   * @param lag of label reads
   * @param script what happens, ending with what must be true
   */
  World play(String name, Plan plan, Duration lag, Consumer<World> script) {
    World world = new World(plan, lag, states);
    runs++;
    try {
      script.accept(world);
    } catch (RuntimeException e) {
      world.watcher().require(false, "the run broke: " + e + " " + e.getCause());
    }
    world.watcher().require(!world.printed().contains("CANARY"), "a secret was printed");
    if (!world.watcher().violations().isEmpty()) {
      violated++;
      if (violations.size() < MOST_REPORTED) {
        violations.add(name + " " + plan + " lag " + lag + ": " + world.watcher().violations());
      }
    }
    return world;
  }

  /** One run, after which everything must be well, whatever happened in it. */
  void playToTheEnd(String name, Plan plan, Duration lag, Consumer<World> script) {
    play(
        name,
        plan,
        lag,
        world -> {
          script.accept(world);
          settle(world);
        });
  }

  /** How many calls a script makes when nothing goes wrong, by actor. */
  int calls(String actor, Consumer<World> script) {
    return play("count", new Plan(), Duration.ZERO, script).wire().calls(actor);
  }

  /** One rotation, and again as often as the service tries; then everything must be well. */
  static void rotate(World world, String secret) {
    Rotation rotation = world.driver().rotateSecret(world.request(secret));
    world.wire().runToEnd(world.rotates(secret, rotation));
    mustSucceed(world, secret, rotation);
  }

  /**
   * The service tries once more if it has given up; then the new version is in force everywhere.
   */
  static void mustSucceed(World world, String secret, Rotation rotation) {
    Rotation last = rotation;
    Optional<Rotation> again = world.driver().reattempt(secret);
    if (rotation.outcome() == Rotation.Outcome.FAILED && again.isPresent()) {
      last = again.get();
      world.wire().runToEnd(world.retries(secret, last));
    }
    world
        .watcher()
        .require(
            last.outcome() == Rotation.Outcome.SUCCEEDED,
            "4 the rotation ends " + last.outcome() + ": " + last.failure().orElse(null));
    world.watcher().require(world.watcher().wasTold(last.versionId()), "5 done and not told of");
    mustBeWell(world, secret);
  }

  /** What is in force is what every target holds. */
  static void mustBeWell(World world, String secret) {
    TokenSecret current = world.around().secrets().current(secret);
    world
        .around()
        .held()
        .forEach(
            (place, value) ->
                world
                    .watcher()
                    .require(
                        !Surroundings.secretOf(place).equals(secret)
                            || value.equals(current.token().reveal()),
                        "4 " + place + " does not hold " + current.name()));
  }

  /**
   * The sweep, and then a new rotation of each secret, which a person may have to make room for.
   */
  static void settle(World world) {
    world.wire().runToEnd(world.cares());
    world
        .watcher()
        .promoted()
        .forEach(id -> world.watcher().require(world.watcher().wasTold(id), "5 not told of " + id));
    for (String secret : List.of(Secrets.TOKEN, Secrets.KEY)) {
      Rotation rotation = fresh(world, secret);
      world.wire().runToEnd(world.retries(secret, rotation));
      mustSucceed(world, secret, rotation);
    }
    mustBeAtRest(world);
  }

  /** Whoever looks after the labels once more, when reads lag no longer, has nothing to do. */
  private static void mustBeAtRest(World world) {
    world.around().clock().pass(Duration.ofMinutes(1));
    world.wire().runToEnd(world.cares());
    world.around().clock().pass(Duration.ofMinutes(1));
    int told = world.watcher().told();
    Snapshot before = Snapshot.of(world.around());
    world.wire().runToEnd(world.cares());
    world.watcher().require(world.watcher().told() == told, "4 told again of what was told");
    world
        .watcher()
        .require(Snapshot.of(world.around()).equals(before), "4 labels or targets do not rest");
  }

  private static Rotation fresh(World world, String secret) {
    try {
      return world.driver().rotateSecret(world.request(secret));
    } catch (SecretsManagerFailure e) {
      world
          .watcher()
          .others(
              () ->
                  world
                      .around()
                      .secrets()
                      .holder(secret, SecretsManagerModel.PENDING)
                      .ifPresent(
                          id ->
                              world
                                  .around()
                                  .model()
                                  .updateSecretVersionStage(
                                      UpdateSecretVersionStage.remove(
                                          secret, SecretsManagerModel.PENDING, id))));
      return world.driver().rotateSecret(world.request(secret));
    }
  }
}
