package dev.konglightstep.core.policy.sampling;

import java.util.List;
import java.util.Random;

/** Conditions that have to do with {@link EveryRoot}, at random. */
final class SmallConditions {
  private static final List<String> GLOBS = List.of("a", "ab", "~a", "a*", "*", "?", "", "*b");

  private SmallConditions() {}

  static Conditions of(Random random) {
    Asking asking = new Asking();
    if (chance(random)) {
      asking.routes(some(random, GLOBS));
    }
    if (chance(random)) {
      asking.hosts(some(random, GLOBS));
    }
    if (chance(random)) {
      asking.paths(some(random, List.of("/a", "/*", "/?", "*")));
    }
    if (chance(random)) {
      asking.services(some(random, List.of("a", "*", "b")));
    }
    if (chance(random)) {
      asking.methods(some(random, List.of("GET", "POST")));
    }
    if (chance(random)) {
      asking.statuses(some(random, List.of("200", "2xx", "404", "4xx", "500", "5xx", "599")));
    }
    if (chance(random)) {
      asking.slow(1 + random.nextInt(2));
    }
    if (chance(random)) {
      asking.error(random.nextBoolean());
    }
    if (chance(random)) {
      asking.principal(random.nextBoolean() ? "arn" : "type", some(random, GLOBS));
    }
    return asking.build();
  }

  private static boolean chance(Random random) {
    return random.nextInt(5) == 0;
  }

  private static String[] some(Random random, List<String> all) {
    String[] some = new String[1 + random.nextInt(2)];
    for (int i = 0; i < some.length; i++) {
      some[i] = all.get(random.nextInt(all.size()));
    }
    return some;
  }
}
