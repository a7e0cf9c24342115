package dev.konglightstep.standins.sqs;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids that look like AWS's and are the same in every run. */
record SeededIds(RandomGenerator random) {

  String next() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
