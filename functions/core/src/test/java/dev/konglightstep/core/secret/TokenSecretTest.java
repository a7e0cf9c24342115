package dev.konglightstep.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenSecretTest {
  @Test
  void historyAfter_currentAndPrevious_areItsNewestNamesEachOnce() {
    TokenSecret current = secret("c", List.of("p", "o"));

    assertThat(TokenSecret.historyAfter(current, Optional.of(secret("p", List.of())), Set.of()))
        .containsExactly("c", "p", "o");
  }

  @Test
  void historyAfter_previousThatAPersonPut_isInsertedToo() {
    TokenSecret current = secret("c", List.of("o"));

    assertThat(TokenSecret.historyAfter(current, Optional.of(secret("x", List.of())), Set.of()))
        .containsExactly("c", "x", "o");
  }

  @Test
  void historyAfter_secretWithoutAName_addsNothing() {
    assertThat(TokenSecret.historyAfter(secret("", List.of("o")), Optional.empty(), Set.of()))
        .containsExactly("o");
  }

  @Test
  void historyAfter_beyondTwenty_forgetsTheOldestThatLeftThePool() {
    List<String> old = new ArrayList<>(IntStream.range(0, 21).mapToObj(i -> "t" + i).toList());
    TokenSecret current = secret("c", old);

    assertThat(TokenSecret.historyAfter(current, Optional.empty(), Set.of("t20", "t19")))
        .hasSize(20)
        .startsWith("c", "t0")
        .endsWith("t19", "t20")
        .doesNotContain("t18", "t17");
  }

  @Test
  void historyAfter_allStillInThePool_forgetsNone() {
    List<String> old = IntStream.range(0, 30).mapToObj(i -> "t" + i).toList();

    assertThat(TokenSecret.historyAfter(secret("c", old), Optional.empty(), Set.copyOf(old)))
        .containsExactlyElementsOf(old);
  }

  private static TokenSecret secret(String name, List<String> history) {
    return new TokenSecret("pool", Token.of("t-" + name), name, "prod", history, Optional.empty());
  }
}
