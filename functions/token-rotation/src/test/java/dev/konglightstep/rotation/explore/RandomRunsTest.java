package dev.konglightstep.rotation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.standins.secretsmanager.Rotation;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Runs that no enumeration has: several faults and a person, at any calls, in any order. (Two
 * people in a row can do what nobody can mend: whoever moves AWSCURRENT back and then puts a
 * version leaves the version between without any label, and so its token without a trace.)
 */
class RandomRunsTest {
  private static final int CALLS = 150;

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void rotation_anyTroubles_keepsEveryInvariant(@ForAll long seed) {
    Random random = new Random(seed);
    String secret = random.nextBoolean() ? Secrets.TOKEN : Secrets.KEY;
    Plan plan = plan(random, secret);
    Duration lag = Duration.ofSeconds(random.nextInt(3) * 10L);
    Explorer explorer = new Explorer();

    explorer.playToTheEnd(
        "seed " + seed,
        plan,
        lag,
        world -> {
          Rotation rotation = world.driver().rotateSecret(world.request(secret));
          world.wire().runToEnd(world.rotates(secret, rotation));
        });

    assertThat(explorer.violations()).isEmpty();
  }

  private static Plan plan(Random random, String secret) {
    Plan plan = new Plan();
    String actor = Surroundings.actorOf(secret);
    for (int faults = random.nextInt(5); faults > 0; faults--) {
      Fault[] all = Fault.values();
      plan.fault(actor, random.nextInt(CALLS), all[random.nextInt(all.length)]);
    }
    if (random.nextBoolean()) {
      Deed[] all = Deed.values();
      all[random.nextInt(all.length)].at(plan, secret, random.nextInt(CALLS));
    }
    return plan;
  }
}
