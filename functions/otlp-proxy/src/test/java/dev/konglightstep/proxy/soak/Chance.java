package dev.konglightstep.proxy.soak;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Everything that is left to chance, from one seed. */
final class Chance {
  private final Random random;

  Chance(long seed) {
    this.random = new Random(seed);
  }

  long next() {
    return random.nextLong();
  }

  boolean of(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Any time of that range, to the millisecond. */
  Duration between(Duration least, Duration most) {
    long range = most.minus(least).toMillis();
    return least.plusMillis((long) (random.nextDouble() * range));
  }

  /** As long as it takes until something happens that comes at any time, once in that long. */
  Duration until(Duration mean) {
    return Duration.ofMillis((long) (-Math.log(1 - random.nextDouble()) * mean.toMillis()));
  }

  void fill(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
