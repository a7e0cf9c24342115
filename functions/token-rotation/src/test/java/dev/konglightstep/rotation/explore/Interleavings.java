package dev.konglightstep.rotation.explore;

import dev.konglightstep.standins.secretsmanager.Rotation;
import dev.konglightstep.standins.secretsmanager.SecretsManagerFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Two processes at once: one is stopped at each of its calls while the other goes on. */
final class Interleavings {
  private static final List<String> BOTH = List.of(Secrets.TOKEN, Secrets.KEY);

  /** How many calls each of two makes in its turn; with many the other is slow in comparison. */
  private static final List<int[]> PACES =
      Stream.of(1, 2, 4, 12)
          .flatMap(first -> Stream.of(1, 2, 4, 12).map(second -> new int[] {first, second}))
          .toList();

  private final Explorer explorer;
  private final int stride;
  private final int thin;
  private int thinned;

  /**
   * Nothing is played yet.
   *
   * @param stride every how many of the runs is played, and ten times as many of those that are
   *     about seconds: 1 for all
   */
  Interleavings(Explorer explorer, int stride) {
    this.explorer = explorer;
    this.stride = stride;
    this.thin = Math.max(1, stride / 10);
  }

  /** The service gives up on a step that still runs, and begins again: both go on at once. */
  void twins() {
    int run = 0;
    for (String secret : BOTH) {
      int calls = 2 * calls(secret);
      for (int first = 1; first < calls; first++) {
        for (int second = 0; second < calls; second++) {
          if (run++ % (2 * stride) == 0) {
            int before = first;
            int between = second;
            play("twins", w -> twins(w, secret, before, between));
          }
        }
      }
    }
  }

  /** The token and the ingest key rotate at once, and one plugin holds both. */
  void bothSecretsOnOnePlugin() {
    int run = 0;
    int calls = 2 * calls(Secrets.TOKEN);
    for (List<String> order : List.of(BOTH, List.of(Secrets.KEY, Secrets.TOKEN))) {
      for (int first = 1; first < calls; first++) {
        for (int second = 1; second < calls; second++) {
          if (run++ % (2 * stride) == 0) {
            int before = first;
            int between = second;
            play("both", w -> both(w, order, before, between));
          }
        }
      }
    }
  }

  /** Both rotate in the same seconds, call by call, and each may overwrite what the other wrote. */
  void bothAtTheSameTime() {
    for (List<String> order : List.of(BOTH, List.of(Secrets.KEY, Secrets.TOKEN))) {
      for (int ahead = 0; ahead < 40; ahead++) {
        for (int[] turns : PACES) {
          int before = ahead;
          if (thinned++ % thin == 0) {
            play("at the same time", w -> race(w, order, before, turns[0], turns[1]));
          }
        }
      }
    }
  }

  /** And one call of the first takes nearly as long as it may, while the other goes on. */
  void slowCallsAtTheSameTime() {
    for (List<String> order : List.of(BOTH, List.of(Secrets.KEY, Secrets.TOKEN))) {
      String actor = Surroundings.actorOf(order.get(0));
      int calls = calls(order.get(0));
      for (int call = 0; call < calls; call++) {
        for (int ahead = 0; ahead < 12; ahead++) {
          int before = ahead;
          if (thinned++ % thin == 0) {
            explorer.playToTheEnd(
                "a slow call",
                new Plan().slow(actor, call),
                Duration.ZERO,
                w -> race(w, order, before, 1, 1));
          }
        }
      }
    }
  }

  /**
   * A person takes AWSPENDING off and lets the secret rotate anew while the old step still runs.
   */
  void abandonedAndBegunAgain() {
    int run = 0;
    for (String secret : BOTH) {
      int calls = 2 * calls(secret);
      for (int first = 1; first < calls; first++) {
        for (int second = 0; second < calls; second += 5) {
          if (run++ % stride == 0) {
            int before = first;
            int between = second;
            play("begun again", w -> anew(w, secret, before, between));
          }
        }
      }
    }
  }

  private static void twins(World world, String secret, int before, int between) {
    Rotation rotation = world.driver().rotateSecret(world.request(secret));
    Actor first = world.rotates(secret, rotation);
    world.wire().run(first, before);
    if (rotation.next().isEmpty()) {
      return;
    }
    first.isGivenUp();
    rotation.failed(new SecretsTimeout());
    Actor second = world.retries(secret, rotation);
    world.wire().run(second, between);
    world.wire().runToEnd(first);
    world.wire().runToEnd(second);
    Explorer.mustSucceed(world, secret, rotation);
  }

  private static void both(World world, List<String> order, int before, int between) {
    Rotation first = world.driver().rotateSecret(world.request(order.get(0)));
    Rotation second = world.driver().rotateSecret(world.request(order.get(1)));
    Actor firstActor = world.rotates(order.get(0), first);
    Actor secondActor = world.rotates(order.get(1), second);
    world.wire().run(firstActor, before);
    world.wire().run(secondActor, between);
    world.wire().runToEnd(firstActor);
    world.wire().runToEnd(secondActor);
    Explorer.mustSucceed(world, order.get(0), first);
    Explorer.mustSucceed(world, order.get(1), second);
  }

  private static void race(
      World world, List<String> order, int ahead, int firstTurns, int secondTurns) {
    Rotation first = world.driver().rotateSecret(world.request(order.get(0)));
    Rotation second = world.driver().rotateSecret(world.request(order.get(1)));
    Actor firstActor = world.rotates(order.get(0), first);
    Actor secondActor = world.rotates(order.get(1), second);
    world.wire().run(firstActor, ahead);
    world.wire().race(firstActor, firstTurns, secondActor, secondTurns);
    Explorer.mustSucceed(world, order.get(0), first);
    Explorer.mustSucceed(world, order.get(1), second);
  }

  private static void anew(World world, String secret, int before, int between) {
    Rotation rotation = world.driver().rotateSecret(world.request(secret));
    Actor first = world.rotates(secret, rotation);
    world.wire().run(first, before);
    if (rotation.next().isEmpty()) {
      return;
    }
    first.isGivenUp();
    world.watcher().others(() -> Deed.PENDING_TAKEN_OFF.act(world, secret));
    Rotation next;
    try {
      next = world.driver().rotateSecret(world.request(secret));
    } catch (SecretsManagerFailure e) {
      world.wire().runToEnd(first);
      return;
    }
    Actor second = world.retries(secret, next);
    world.wire().run(second, between);
    world.wire().runToEnd(first);
    world.wire().runToEnd(second);
  }

  private void play(String name, Consumer<World> script) {
    explorer.playToTheEnd(name, new Plan(), Duration.ZERO, script);
  }

  private int calls(String secret) {
    return explorer.calls(Surroundings.actorOf(secret), world -> Explorer.rotate(world, secret));
  }
}
