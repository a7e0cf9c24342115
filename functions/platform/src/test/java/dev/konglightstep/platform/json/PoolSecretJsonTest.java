package dev.konglightstep.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.secret.PoolSecret;
import dev.konglightstep.core.secret.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolSecretJsonTest {
  private static final PoolSecret POOL =
      new PoolSecret(
          "prod",
          List.of(
              new PoolSecret.Entry(
                  "kong-prod-8",
                  Token.of("CANARY-8"),
                  Optional.of(Instant.parse("2026-11-22T10:00:00Z"))),
              new PoolSecret.Entry("kong-prod-9", Token.of("CANARY-9"), Optional.empty())));

  @Test
  void parse_wholeDocument_readsEveryField() {
    assertThat(
            PoolSecretJson.parse(
                """
                {"project":"prod","tokens":[
                  {"name":"kong-prod-8","token":"CANARY-8","added_at":"2026-11-22T10:00:00Z"},
                  {"name":"kong-prod-9","token":"CANARY-9"}]}
                """))
        .isEqualTo(POOL);
  }

  @Test
  void render_anyPool_isReadBackTheSame() {
    assertThat(PoolSecretJson.parse(PoolSecretJson.render(POOL))).isEqualTo(POOL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CANARY                                                  | expected JSON
          {"tokens":"CANARY"}                                     | tokens: expected an array of objects
          {"tokens":["CANARY"]}                                   | tokens[0]: expected an object
          {"tokens":[{"token":"CANARY"}]}                         | tokens[0].name: expected a text, found nothing
          {"tokens":[{"name":"a"}]}                               | tokens[0].token: expected a text, found nothing
          {"tokens":[{"name":"a","token":"CANARY\\n"}]}           | tokens[0].token: expected visible ASCII characters, at least one
          {"tokens":[{"name":"a","token":"C","added_at":"CANARY"}]} | tokens[0].added_at: expected a time such as 2026-11-22T10:00:00Z
          {"tokens":[{"name":"a","token":"C"},{"name":"a","token":"CANARY"}]} | tokens[1].name: expected a name that no other token has
          """)
  void parse_anotherShape_namesThePathAndNoValue(String document, String message) {
    assertThatThrownBy(() -> PoolSecretJson.parse(document))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(message)
        .hasNoCause();
  }
}
