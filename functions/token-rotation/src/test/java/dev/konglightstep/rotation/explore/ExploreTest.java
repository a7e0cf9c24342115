package dev.konglightstep.rotation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The exhaustive crash exploration of the rotation; {@code make explore} runs all of it. */
class ExploreTest {
  @Test
  void rotation_someOfAllRuns_keepsEveryInvariant() throws InterruptedException {
    Exploration exploration = Exploration.of(120);

    assertThat(exploration.violations()).isEmpty();
    assertThat(exploration.runs()).isGreaterThan(300);
  }

  @Test
  @Tag("explore")
  void rotation_everyRun_keepsEveryInvariant() throws InterruptedException {
    Exploration exploration = Exploration.of(Integer.getInteger("stride", 1));

    System.out.println(exploration.line());
    assertThat(exploration.violations()).isEmpty();
    assertThat(exploration.runs()).isGreaterThan(10_000);
  }
}
