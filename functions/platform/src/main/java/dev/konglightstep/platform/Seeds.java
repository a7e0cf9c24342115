package dev.konglightstep.platform;

import java.util.concurrent.ThreadLocalRandom;

/** Numbers that no sender knows, so that nobody can choose what makes a table slow. */
public final class Seeds {
  private Seeds() {}

  /** Another one each time; not for secrets. */
  public static long next() {
    return ThreadLocalRandom.current().nextLong();
  }
}
