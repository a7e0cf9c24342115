package dev.konglightstep.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.core.secret.Token;
import dev.konglightstep.core.secret.TokenSecret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSecretJsonTest {
  @Test
  void parse_wholeDocument_readsEveryField() {
    TokenSecret secret =
        TokenSecretJson.parse(
            """
            {"issuer":"generated","token":"CANARY","name":"kong-prod-7","project":"prod",
             "history":["kong-prod-6","kong-prod-5"],"derived_from":"v6","unknown":{"a":[1]}}
            """);

    assertThat(secret)
        .isEqualTo(
            new TokenSecret(
                TokenSecret.GENERATED,
                Token.of("CANARY"),
                "kong-prod-7",
                "prod",
                List.of("kong-prod-6", "kong-prod-5"),
                Optional.of("v6")));
  }

  @Test
  void parse_tokenAlone_isEnough() {
    assertThat(TokenSecretJson.parse("{\"token\":\"CANARY\"}"))
        .isEqualTo(new TokenSecret("", Token.of("CANARY"), "", "", List.of(), Optional.empty()));
  }

  @Test
  void render_anySecret_isReadBackTheSame() {
    TokenSecret secret =
        new TokenSecret(
            "generated",
            Token.of("CANARY"),
            "kong \"7\"",
            "prod",
            List.of("a", "b"),
            Optional.of("v6"));

    assertThat(TokenSecretJson.parse(TokenSecretJson.render(secret))).isEqualTo(secret);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CANARY                                       | expected JSON
          {"token":"CANARY"                            | expected JSON
          "CANARY"                                     | expected a JSON object
          ["CANARY"]                                   | expected a JSON object
          {"api_key":"CANARY"}                         | token: expected a text, found nothing
          {"token":null}                               | token: expected a text, found nothing
          {"token":["CANARY"]}                         | token: expected a text
          {"token":""}                                 | token: expected visible ASCII characters, at least one
          {"token":"CANARY\\n"}                        | token: expected visible ASCII characters, at least one
          {"token":"CANARY","name":7}                  | name: expected a text
          {"token":"CANARY","history":"CANARY"}        | history: expected an array of texts
          {"token":"CANARY","history":["a",{"b":1}]}   | history[1]: expected a text
          """)
  void parse_anotherShape_namesThePathAndNoValue(String document, String message) {
    assertThatThrownBy(() -> TokenSecretJson.parse(document))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(message)
        .hasNoCause();
  }
}
