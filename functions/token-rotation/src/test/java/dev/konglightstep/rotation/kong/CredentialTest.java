package dev.konglightstep.rotation.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.platform.json.InvalidDocumentException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CANARY                            | CANARY
          Basic CANARY                      | Basic CANARY
          {"token":"CANARY","other":1}      | CANARY
          {"token":"Bearer CANARY"}         | Bearer CANARY
          """)
  void parse_textOrJson_isTheHeadersValue(String document, String value) {
    Credential credential = Credential.parse(" " + document + "\n");

    assertThat(credential.reveal()).isEqualTo(value);
    assertThat(credential).hasToString("Credential[redacted]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CANARY\nCANARY",
        "CANARY\u00e9",
        "{\"token\":\"\"}",
        "{\"token\":\" CANARY\"}",
        "{\"CANARY\":1}",
        "{CANARY",
        "{\"token\":1}"
      })
  void parse_noHeadersValue_isRefusedUnquoted(String document) {
    assertThatThrownBy(() -> Credential.parse(document))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageNotContaining("CANARY");
  }
}
