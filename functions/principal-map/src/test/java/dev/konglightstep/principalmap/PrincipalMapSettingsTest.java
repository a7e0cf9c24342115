package dev.konglightstep.principalmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.platform.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the map's settings take and refuse; README's table has their defaults. */
class PrincipalMapSettingsTest {
  /** As the template gives them where nobody set its parameters. */
  @Test
  void from_emptyValues_areAbsent() {
    PrincipalMapSettings settings =
        PrincipalMapSettings.from(
            Map.of(
                "PRINCIPALS_URI", "s3://bucket/principals.txt.gz",
                "READER_ROLE_ARNS", "",
                "IDENTITY_STORE_ID", "",
                "IDENTITY_STORE_REGION", ""));

    assertThat(settings.readers()).isEmpty();
    assertThat(settings.store()).isEmpty();
  }

  @Test
  void from_readers_areAccountsOfTheirPartition() {
    PrincipalMapSettings settings =
        settings(
            "READER_ROLE_ARNS",
            " arn:aws-cn:iam::111122223333:role/kong/reader ,arn:aws:iam::012345678901:role/r,");

    assertThat(settings.readers())
        .extracting(IamAccount::part)
        .containsExactly("iam:aws-cn:111122223333", "iam:aws:012345678901");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PRINCIPALS_URI | https://bucket/CANARY",
        "PRINCIPALS_URI | file:CANARY",
        "PRINCIPALS_URI | s3://CANARY",
        "READER_ROLE_ARNS | arn:aws:iam::111122223333:user/CANARY",
        "READER_ROLE_ARNS | CANARY",
        "READER_ROLE_ARNS | arn:aws:iam::111122223333:role/a,arn:aws:iam::111122223333:role/CANARY",
        "IDENTITY_STORE_ID | d-CANARY",
        "IDENTITY_STORE_REGION | CANARY",
        "SNAPSHOT_MAX_AGE | CANARY",
        "SNAPSHOT_MAX_AGE | PT0S",
      })
  void from_malformedOne_isNamedAndNotQuoted(String name, String value) {
    assertThatThrownBy(() -> settings(name, value))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining("CANARY");
  }

  private static PrincipalMapSettings settings(String name, String value) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PRINCIPALS_URI", "s3://bucket/principals.txt.gz");
    environment.put(name, value);
    return PrincipalMapSettings.from(environment);
  }
}
