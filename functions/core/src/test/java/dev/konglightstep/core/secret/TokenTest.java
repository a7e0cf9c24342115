package dev.konglightstep.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  private static final Token TOKEN = Token.of("CANARY-token");

  @Test
  void toString_neverShowsTheValue() {
    TokenSecret secret =
        new TokenSecret(
            TokenSecret.POOL, TOKEN, "kong-prod-7", "prod", List.of(), Optional.empty());

    assertThat(TOKEN).hasToString("Token[redacted]");
    assertThat(new SecretVersion("v1", secret).toString())
        .contains("kong-prod-7")
        .doesNotContain("CANARY");
  }

  @Test
  void matches_onlyTheWholeValue() {
    assertThat(TOKEN.matches("CANARY-token")).isTrue();
    assertThat(TOKEN.matches("CANARY-toke")).isFalse();
    assertThat(TOKEN.matches("canary-token")).isFalse();
    assertThat(TOKEN.matches("")).isFalse();
    assertThat(TOKEN).isEqualTo(Token.of("CANARY-token")).isNotEqualTo(Token.of("other"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CANARY\n", "CANARY ", "CANARY\r\nX-Other: 1", "CANARY\u00e9"})
  void of_whatNoHeaderCanCarry_isRefusedWithoutQuotingIt(String value) {
    assertThatThrownBy(() -> Token.of(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected")
        .message()
        .doesNotContain("CANARY");
  }
}
