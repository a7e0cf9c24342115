package dev.konglightstep.rotation.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.backend.Lightstep;
import dev.konglightstep.core.otlp.ExportRequest;
import dev.konglightstep.core.otlp.Scan;
import dev.konglightstep.core.otlp.Signal;
import dev.konglightstep.core.secret.Token;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {
  private static final Token TOKEN = Token.of("CANARY-new");
  private static final Duration BUDGET = Duration.ofMinutes(6);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final ScriptedAcceptor acceptor = new ScriptedAcceptor();

  @Test
  void once_acceptedAndARandomOneRefused_isAccepted() {
    acceptor.answers("CANARY-new", since -> 200);

    assertThat(probe(true).once(TOKEN))
        .isEqualTo(new Finding.Accepted("one probe, a random token was refused"));
    assertThat(acceptor.shown()).hasSize(2).last().isEqualTo("CANARY-new");
    assertThat(acceptor.shown().getFirst()).matches("[0-9a-f]{32}");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void once_refused_isRefused(int status) {
    acceptor.answers("CANARY-new", since -> status);

    assertThat(probe(true).once(TOKEN)).isEqualTo(new Finding.Refused());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 413, 415, 429, 500, 503, 302, ScriptedAcceptor.NONE})
  void once_anotherAnswer_saysNothing(int status) {
    acceptor.answers("CANARY-new", since -> status);

    assertThat(probe(true).once(TOKEN)).isInstanceOf(Finding.Unclear.class);
  }

  @Test
  void once_emptyRequestsTakenFromAnybody_showsASpan() {
    acceptor.answers("CANARY-new", since -> 200);
    acceptor.answersOthers(since -> acceptor.bodies().size() == 1 ? 200 : 401);

    assertThat(probe(true).once(TOKEN)).isInstanceOf(Finding.Accepted.class);

    assertThat(acceptor.bodies().getFirst().copy()).containsExactly(0x0a, 0);
    assertThat(Scan.of(Signal.TRACES, acceptor.bodies().getLast()))
        .isInstanceOfSatisfying(
            Scan.Valid.class, valid -> assertThat(items(valid.request())).isEqualTo(1));
    assertThat(acceptor.bodies().getLast().text()).contains("token-rotation-probe");
  }

  @Test
  void once_everythingTakenFromAnybody_provesNothing() {
    acceptor.answers("CANARY-new", since -> 200);
    acceptor.answersOthers(since -> 200);

    assertThat(probe(true).once(TOKEN)).isEqualTo(new Finding.Indiscriminate());
    assertThat(probe(false).once(TOKEN))
        .isEqualTo(new Finding.Accepted("one probe, unverified: a random token was accepted too"));
  }

  @Test
  void through_acceptedFromTheStart_takesOneWindow() {
    acceptor.answers("CANARY-new", since -> 200);

    assertThat(probe(true).through(TOKEN)).isInstanceOf(Finding.Accepted.class);
    assertThat(acceptor.passed()).isEqualTo(WINDOW);
    assertThat(acceptor.shown()).filteredOn("CANARY-new"::equals).hasSize(13);
  }

  @Test
  void through_refusalInBetween_beginsTheWindowAnew() {
    acceptor.answers("CANARY-new", since -> since.toSeconds() == 30 ? 401 : 200);

    assertThat(probe(true).through(TOKEN)).isInstanceOf(Finding.Accepted.class);
    assertThat(acceptor.passed()).isEqualTo(WINDOW.plusSeconds(35));
  }

  @Test
  void through_unclearInBetween_neitherCountsNorBeginsAnew() {
    acceptor.answers("CANARY-new", since -> since.toSeconds() == 30 ? 503 : 200);

    assertThat(probe(true).through(TOKEN)).isInstanceOf(Finding.Accepted.class);
    assertThat(acceptor.passed()).isEqualTo(WINDOW);
  }

  @Test
  void through_mostlyUnclear_waitsForTenAcceptances() {
    acceptor.answers("CANARY-new", since -> since.toSeconds() % 15 == 0 ? 200 : 503);

    assertThat(probe(true).through(TOKEN)).isInstanceOf(Finding.Accepted.class);
    assertThat(acceptor.passed()).isEqualTo(Duration.ofSeconds(9 * 15));
  }

  @Test
  void through_knownAfterFiveMinutes_isAwaited() {
    acceptor.answers("CANARY-new", since -> since.toSeconds() < 299 ? 401 : 200);

    assertThat(new ProbeAt(acceptor, BUDGET.plusSeconds(5), WINDOW).through(TOKEN))
        .isInstanceOf(Finding.Accepted.class);
    assertThat(acceptor.passed()).isEqualTo(Duration.ofMinutes(6));
  }

  @Test
  void through_refusedThroughTheWholeBudget_isRefused() {
    assertThat(probe(true).through(TOKEN)).isEqualTo(new Finding.Refused());
    assertThat(acceptor.passed()).isEqualTo(BUDGET);
  }

  @Test
  void through_refusedButForOneTimeout_isUnclear() {
    acceptor.answers("CANARY-new", since -> since.toSeconds() == 100 ? ScriptedAcceptor.NONE : 401);

    assertThat(probe(true).through(TOKEN)).isInstanceOf(Finding.Unclear.class);
  }

  @Test
  void through_acceptedOnceAndThenRefused_isUnclear() {
    acceptor.answers("CANARY-new", since -> since.toSeconds() == 100 ? 200 : 401);

    assertThat(probe(true).through(TOKEN)).isInstanceOf(Finding.Unclear.class);
  }

  @Test
  void through_randomTokenNeverAnswered_endsWithTheBudgetAndShowsNothingElse() {
    acceptor.answersOthers(since -> 503);

    assertThat(probe(true).through(TOKEN)).isInstanceOf(Finding.Unclear.class);
    assertThat(acceptor.passed()).isEqualTo(BUDGET);
    assertThat(acceptor.shown()).doesNotContain("CANARY-new");
  }

  @Test
  void through_shortWindow_needsTwo() {
    acceptor.answers("CANARY-new", since -> 200);

    assertThat(new ProbeAt(acceptor, Duration.ofSeconds(5), Duration.ofMillis(100)).through(TOKEN))
        .isInstanceOf(Finding.Accepted.class);
    assertThat(acceptor.passed()).isEqualTo(Duration.ofMillis(100));
    assertThat(acceptor.shown()).filteredOn("CANARY-new"::equals).hasSize(3);
  }

  @Test
  void findings_neverQuoteTheToken() {
    acceptor.answers("CANARY-new", since -> 503);

    assertThat(probe(true).through(TOKEN).toString()).doesNotContain("CANARY");
    assertThat(probe(true).once(TOKEN).toString()).doesNotContain("CANARY");
  }

  private Probe probe(boolean strict) {
    return probe(acceptor, new ProbePolicy(BUDGET, WINDOW, strict));
  }

  private static Probe probe(ScriptedAcceptor acceptor, ProbePolicy policy) {
    Lightstep lightstep =
        new Lightstep(URI.create("https://ingest.example"), "/traces", "/metrics", "/logs");
    return new Probe(lightstep, acceptor, policy, new Random(1), acceptor, acceptor);
  }

  private static int items(ExportRequest request) {
    return request.items();
  }

  private record ProbeAt(ScriptedAcceptor acceptor, Duration budget, Duration window) {
    Finding through(Token token) {
      return probe(acceptor, new ProbePolicy(budget, window, true)).through(token);
    }
  }
}
