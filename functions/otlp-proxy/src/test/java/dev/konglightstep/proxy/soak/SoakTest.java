package dev.konglightstep.proxy.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No span is lost under faults; {@code make soak} sends a million, with {@code SEED=}. */
class SoakTest {
  private static final int A_MILLION = 1_000_000;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void spans_someUnderFaults_noneIsLost(long seed) {
    Outcome outcome = Soak.run(seed, 30_000, directory);

    assertThat(outcome.violations()).as("seed %d", seed).isEmpty();
    assertThat(outcome.account().sampledOut()).isPositive();
    assertThat(outcome.account().spilled()).isPositive();
    assertThat(outcome.account().quarantined()).isPositive();
    assertThat(outcome.account().duplicates()).isPositive();
    assertThat(outcome.faults().ofAll("killed.")).isPositive();
  }

  @Test
  void spans_sameSeed_sameRun() {
    Outcome outcome = Soak.run(7, 3000, directory);

    assertThat(Soak.run(7, 3000, directory).lines()).isEqualTo(outcome.lines());
    assertThat(Soak.run(8, 3000, directory).digest()).isNotEqualTo(outcome.digest());
  }

  @Test
  @Tag("soak")
  void spans_aMillionUnderFaults_noneIsLost() {
    long seed = Long.getLong("seed", 1);
    int spans = Integer.getInteger("spans", A_MILLION);
    Outcome outcome = Soak.run(seed, spans, directory);
    // Others read these lines, and a library may have left its own unfinished.
    System.out.println();
    outcome.lines().forEach(System.out::println);

    assertThat(outcome.violations()).as("seed %d", seed).isEmpty();
    assertThat(outcome.absent())
        .as("what did not strike")
        .matches(n -> spans < A_MILLION || n.isEmpty());
  }
}
