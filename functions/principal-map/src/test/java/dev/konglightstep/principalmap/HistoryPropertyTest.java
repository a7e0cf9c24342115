package dev.konglightstep.principalmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Accounts with any history, read now and then: nobody is ever taken for who had the name. */
class HistoryPropertyTest {
  @Property(tries = 500)
  void run_anyHistory_nobodyInheritsAName(@ForAll("histories") List<NameHistory.Step> steps) {
    NameHistory history = new NameHistory();
    steps.forEach(history::take);

    assertThat(history.mistakes()).isEmpty();
  }

  @Property(tries = 200)
  void run_anyHistory_whoStaysIsFound(@ForAll("histories") List<NameHistory.Step> steps) {
    NameHistory history = new NameHistory();
    steps.forEach(history::take);

    assertThat(history.missing()).isEmpty();
  }

  @Provide
  Arbitrary<List<NameHistory.Step>> histories() {
    Arbitrary<NameHistory.Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.just(NameHistory.Kind.READ)),
            Tuple.of(1, Arbitraries.just(NameHistory.Kind.FAILED_READ)),
            Tuple.of(4, Arbitraries.just(NameHistory.Kind.CREATE)),
            Tuple.of(3, Arbitraries.just(NameHistory.Kind.DELETE)),
            Tuple.of(3, Arbitraries.just(NameHistory.Kind.RENAME)));
    return Combinators.combine(
            kinds,
            Arbitraries.of(NameHistory.NAMES),
            Arbitraries.of(NameHistory.NAMES),
            Arbitraries.of(1, 2, 60, 900, 90_000))
        .as(NameHistory.Step::new)
        .list()
        .ofMaxSize(30);
  }
}
