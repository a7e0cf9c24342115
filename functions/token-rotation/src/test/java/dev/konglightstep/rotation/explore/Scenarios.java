package dev.konglightstep.rotation.explore;

import dev.konglightstep.standins.secretsmanager.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * All that can happen to a rotation, one method for each kind of trouble; each enumerates every
 * call at which it can strike.
 */
final class Scenarios {
  private static final List<String> BOTH = List.of(Secrets.TOKEN, Secrets.KEY);
  private static final List<Duration> LAGS = List.of(Duration.ZERO, Duration.ofSeconds(20));

  private final Explorer explorer;

  private final int stride;
  private final int thin;
  private int played;

  /**
   * Nothing is played yet.
   *
   * @param stride every how many of a two-dimensional enumeration's runs is played, and ten times
   *     as many of the others: 1 for all
   */
  Scenarios(Explorer explorer, int stride) {
    this.explorer = explorer;
    this.stride = stride;
    this.thin = Math.max(1, stride / 10);
  }

  /** Each call fails, times out, or is the last of its process, before and after its effect. */
  void singleFaults() {
    for (String secret : BOTH) {
      int calls = calls(secret);
      for (int call = 0; call < calls; call++) {
        for (Fault fault : Fault.values()) {
          for (Duration lag : LAGS) {
            play("one fault", plan(secret, call, fault), lag, world -> rotate(world, secret));
          }
        }
      }
    }
  }

  /** And while the service tries again, another one does. */
  void twoFaults() {
    int run = 0;
    for (String secret : BOTH) {
      int calls = calls(secret);
      for (int first = 0; first < calls; first++) {
        for (int second = first + 1; second < 2 * calls; second++) {
          for (Fault fault : Fault.values()) {
            if (run++ % (6 * stride) == 0) {
              Fault other = fault(run / (6 * stride));
              Plan plan =
                  plan(secret, first, fault).fault(Surroundings.actorOf(secret), second, other);
              play("two faults", plan, Duration.ZERO, world -> rotate(world, secret));
            }
          }
        }
      }
    }
  }

  /** RotateImmediately=false: testSecret alone, on a copy of the current value. */
  void testAlone() {
    for (String secret : BOTH) {
      play(
          "test alone",
          new Plan(),
          Duration.ZERO,
          world -> {
            Rotation rotation = world.driver().rotateSecret(world.request(secret).testOnly());
            world.wire().runToEnd(world.rotates(secret, rotation));
            world
                .watcher()
                .require(
                    rotation.outcome() == Rotation.Outcome.SUCCEEDED,
                    "the test ends " + rotation.outcome() + rotation.failure());
          });
    }
  }

  /** At any moment a person does something to the secret, perhaps unseen for a while. */
  void peopleInTheMiddle() {
    for (String secret : BOTH) {
      int calls = calls(secret);
      for (Deed deed : Deed.values()) {
        for (int call = 0; call < calls; call++) {
          for (Duration lag : LAGS) {
            Plan plan = deed.at(new Plan(), secret, call);
            play("a person", plan, lag, world -> undisturbed(world, secret));
          }
        }
      }
    }
  }

  /** And a call fails before or after that. */
  void peopleAndFaults() {
    int run = 0;
    for (String secret : BOTH) {
      int calls = calls(secret);
      for (Deed deed : Deed.values()) {
        for (int call = 0; call < calls; call++) {
          for (int faulty = 0; faulty < calls + 20; faulty++) {
            if (run++ % stride == 0) {
              Fault fault = fault(call + faulty);
              Plan plan = deed.at(plan(secret, faulty, fault), secret, call);
              play("a person and a fault", plan, Duration.ZERO, w -> undisturbed(w, secret));
            }
          }
        }
      }
    }
  }

  /** Somebody else changes another header of the plugin, whose whole map he read a while ago. */
  void foreignWriter() {
    for (String secret : BOTH) {
      int calls = calls(secret);
      for (int read = 0; read < calls; read++) {
        for (int written = read; written < Math.min(read + 12, calls); written++) {
          Plan plan = new Plan();
          ForeignWriter writer = new ForeignWriter();
          String actor = Surroundings.actorOf(secret);
          plan.deed(actor, read, "a foreign reading", writer::reads);
          plan.deed(actor, written, "a foreign write", writer::writes);
          play("a foreign writer", plan, Duration.ZERO, world -> undisturbed(world, secret));
        }
      }
    }
  }

  /** The next tokens of the pool are refused: each is skipped, whatever else happens. */
  void refusedPoolToken() {
    Consumer<World> bad =
        world -> {
          world.around().satellites().refusesFrom(Surroundings.token(2), Instant.MIN);
          world.around().satellites().refusesFrom(Surroundings.token(3), Instant.MIN);
        };
    int calls = calls(Secrets.TOKEN, bad);
    for (int call = 0; call < calls; call++) {
      for (Fault fault : Fault.values()) {
        play(
            "a refused pool token",
            plan(Secrets.TOKEN, call, fault),
            Duration.ZERO,
            world -> {
              bad.accept(world);
              rotate(world, Secrets.TOKEN);
            });
      }
    }
  }

  /** The backend's machines learn the new token one after the other. */
  void slowSatellites() {
    for (int learns : new int[] {1, 7, 30, 100, 170}) {
      Consumer<World> slow = world -> learn(world, learns);
      int calls = calls(Secrets.TOKEN, slow);
      for (int call = 0; call < calls; call++) {
        for (Fault fault : List.of(Fault.DIES_AFTER, Fault.TIMES_OUT)) {
          play(
              "slow machines",
              plan(Secrets.TOKEN, call, fault),
              Duration.ZERO,
              world -> {
                slow.accept(world);
                rotate(world, Secrets.TOKEN);
              });
        }
      }
    }
  }

  /** From some call on the backend answers 503 to everything, for a while. */
  void unclearBackend() {
    int calls = calls(Secrets.TOKEN);
    for (int from = 0; from < calls; from++) {
      for (int length : new int[] {1, 3, 40}) {
        Plan plan = new Plan();
        plan.deed("token", from, "503", world -> world.around().satellites().answers(503));
        plan.deed("token", from + length, "200", world -> world.around().satellites().answers(200));
        play(
            "a backend that cannot say",
            plan,
            Duration.ZERO,
            world -> {
              Rotation rotation = world.driver().rotateSecret(world.request(Secrets.TOKEN));
              world.wire().runToEnd(world.rotates(Secrets.TOKEN, rotation));
              world.around().satellites().answers(200);
            });
      }
    }
  }

  /**
   * After some call the new token is refused for good, alone or with the one in force, or nobody
   * can say any more: what the targets hold must stay good, and they go back only when that is
   * sure.
   */
  void tokenGoesBad() {
    int calls = calls(Secrets.TOKEN);
    for (Trouble trouble : Trouble.values()) {
      for (int from = 0; from < calls; from++) {
        Plan plan = plan(Secrets.TOKEN, from, Fault.DIES_BEFORE);
        plan.deed("token", from, trouble.toString(), trouble::begin);
        play(
            "a token that goes bad",
            plan,
            Duration.ZERO,
            world -> {
              undisturbed(world, Secrets.TOKEN);
              trouble.end(world);
            });
      }
    }
  }

  /** One target is down throughout: the others get the value, and nothing is promoted. */
  void targetDown() {
    for (String kong : List.of(Surroundings.EDGE, Surroundings.INNER)) {
      Plan plan = new Plan().down(kong);
      explorer.play(
          "a target is down",
          plan,
          Duration.ZERO,
          world -> {
            Rotation rotation = world.driver().rotateSecret(world.request(Secrets.TOKEN));
            world.wire().runToEnd(world.rotates(Secrets.TOKEN, rotation));
            String other = kong.equals(Surroundings.EDGE) ? Surroundings.INNER : Surroundings.EDGE;
            String held = world.around().held().get(other + "/" + Surroundings.TOKEN_HEADER);
            world
                .watcher()
                .require(
                    rotation.outcome() == Rotation.Outcome.FAILED
                        && world.watcher().promoted().isEmpty()
                        && Surroundings.token(2).equals(held),
                    "4 with " + kong + " down it ends " + rotation.outcome());
          });
    }
  }

  private void play(String name, Plan plan, Duration lag, Consumer<World> script) {
    if (played++ % thin == 0) {
      explorer.playToTheEnd(name, plan, lag, script);
    }
  }

  private int calls(String secret) {
    return explorer.calls(Surroundings.actorOf(secret), world -> Explorer.rotate(world, secret));
  }

  private int calls(String secret, Consumer<World> setUp) {
    return explorer.calls(
        Surroundings.actorOf(secret),
        world -> {
          setUp.accept(world);
          Explorer.rotate(world, secret);
        });
  }

  /** All faults in turn. */
  private static Fault fault(int number) {
    List<Fault> faults = List.copyOf(EnumSet.allOf(Fault.class));
    return faults.get(number % faults.size());
  }

  private static Plan plan(String secret, int call, Fault fault) {
    return new Plan().fault(Surroundings.actorOf(secret), call, fault);
  }

  private static void rotate(World world, String secret) {
    Explorer.rotate(world, secret);
  }

  /** A rotation of which nobody can say beforehand how it ends. */
  private static void undisturbed(World world, String secret) {
    Rotation rotation = world.driver().rotateSecret(world.request(secret));
    world.wire().runToEnd(world.rotates(secret, rotation));
  }

  private static void learn(World world, int seconds) {
    Instant now = world.around().clock().instant();
    world
        .around()
        .satellites()
        .made(Surroundings.token(2), now, now.plusSeconds(seconds / 2), now.plusSeconds(seconds));
  }
}
