package dev.konglightstep.proxy.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No span is lost under faults; {@code make soak} sends a million, with {@code SEED=}. */
class SoakTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void spans_someUnderFaults_noneIsLost(long seed) {
    Outcome outcome = Soak.run(seed, 40_000);

    assertThat(outcome.violations()).as("seed %d", seed).isEmpty();
  }

  @Test
  @Tag("soak")
  void spans_aMillionUnderFaults_noneIsLost() {
    long seed = Long.getLong("seed", 1);
    Outcome outcome = Soak.run(seed, Integer.getInteger("spans", 1_000_000));
    // Others read these lines, and a library may have left its own unfinished.
    System.out.println();
    outcome.lines().forEach(System.out::println);

    assertThat(outcome.violations()).as("seed %d", seed).isEmpty();
  }
}
