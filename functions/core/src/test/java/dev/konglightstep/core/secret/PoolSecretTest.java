package dev.konglightstep.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolSecretTest {
  private static final PoolSecret POOL =
      new PoolSecret("prod", List.of(entry("a"), entry("b"), entry("c"), entry("d")));

  @Test
  void available_nothingUsed_isAllInOrder() {
    assertThat(names(List.of())).containsExactly("a", "b", "c", "d");
  }

  @Test
  void available_namesOfVersionsAndOfTheirHistories_areOut() {
    assertThat(names(List.of(secret("b", "other", "a")))).containsExactly("c", "d");
  }

  @Test
  void available_theSameValueUnderAnotherName_isOut() {
    assertThat(names(List.of(secret("renamed", "value-c")))).containsExactly("a", "b", "d");
  }

  @Test
  void toString_ofThePool_showsNoToken() {
    assertThat(POOL.toString()).contains("name=a").doesNotContain("value-a");
  }

  private static List<String> names(List<TokenSecret> labelled) {
    return POOL.available(labelled).stream().map(PoolSecret.Entry::name).toList();
  }

  private static PoolSecret.Entry entry(String name) {
    return new PoolSecret.Entry(name, Token.of("value-" + name), Optional.empty());
  }

  private static TokenSecret secret(String name, String token, String... history) {
    return new TokenSecret(
        "pool", Token.of(token), name, "prod", List.of(history), Optional.empty());
  }
}
