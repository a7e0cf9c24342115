package dev.konglightstep.core.principal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subject is the issuer's affair. */
class OidcSubjectTest {
  private static final String ISSUER = "https://login.example/tenant/v2.0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5f7d3c1a-9c4e-4b0e-8a53-2f6f0e1d7c11",
        "Alice",
        " alice ",
        "auth0|12%2F3",
        "arn:aws:iam::123456789012:root"
      })
  void parse_ascii_isKeptAsItIs(String subject) {
    OidcSubject expected = new OidcSubject(ISSUER, subject);

    assertThat(OidcSubject.parse(ISSUER, subject)).isEqualTo(new Parsed.Valid<>(expected));
    assertThat(expected.text()).isEqualTo(subject);
    assertThat(expected.kind()).isEqualTo("oidc-subject");
    assertThat(expected.key(Partition.AWS).text())
        .isEqualTo("oidc-subject:" + ISSUER + " " + subject);
    assertThat(expected.accountKey(Partition.AWS)).isEmpty();
  }

  @Test
  void parse_length_isOneTo255() {
    assertThat(mistake("")).isZero();
    assertThat(OidcSubject.parse(ISSUER, "x".repeat(255))).isInstanceOf(Parsed.Valid.class);
    assertThat(mistake("x".repeat(256))).isEqualTo(255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ali\u00e9", "ali\n", "ali\u007f", "ali\0", "ali\t"})
  void parse_notPrintableAscii_isRefused(String subject) {
    assertThat(mistake(subject)).isEqualTo(3);
  }

  /** The same subject of another issuer is another person, wherever the two are parted. */
  @Test
  void key_ofAnotherIssuer_isAnother() {
    assertThat(new OidcSubject("https://a", "b c").key(Partition.AWS))
        .isNotEqualTo(new OidcSubject("https://b", "b c").key(Partition.AWS))
        .isNotEqualTo(new OidcSubject("https://a", "B c").key(Partition.AWS));
  }

  private static int mistake(String subject) {
    return ((Parsed.Malformed<Identifier>) OidcSubject.parse(ISSUER, subject)).offset();
  }
}
