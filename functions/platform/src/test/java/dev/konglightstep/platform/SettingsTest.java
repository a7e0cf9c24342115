package dev.konglightstep.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konglightstep.platform.telemetry.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void absentOrBlank_givesTheFallback() {
    Settings settings = new Settings(Map.of("EMPTY", " "));

    assertThat(settings.text("EMPTY", "fallback")).isEqualTo("fallback");
    assertThat(settings.duration("D", "PT4.3S")).isEqualTo(Duration.ofMillis(4300));
    assertThat(settings.number("N", 7, 1, 9)).isEqualTo(7);
    assertThat(settings.choice("C", Level.WARN)).isEqualTo(Level.WARN);
    assertThat(settings.origin("U")).isEmpty();
    assertThat(settings.path("P", "/v1/logs")).isEqualTo("/v1/logs");
    assertThatThrownBy(() -> settings.required("EMPTY", "a name"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("EMPTY: is missing; set it to a name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ingest.lightstep.com",
        "https://ingest.lightstep.com:443",
        "http://localhost:8080",
        "http://127.0.0.1:8080",
        "http://127.9.9.9",
        "http://[::1]:8080"
      })
  void origin_goodUrl_isTaken(String url) {
    assertThat(new Settings(Map.of("U", url)).origin("U")).contains(URI.create(url));
    assertThat(new Settings(Map.of("U", url + "/")).origin("U")).contains(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANARY",
        "https://CANARY:CANARY@host",
        "https://host/CANARY",
        "https://host?CANARY",
        "https://host#CANARY",
        "http://CANARY.example",
        "http://127.0.0.1.CANARY.example",
        "ftp://CANARY",
        "https:// CANARY",
        "//CANARY"
      })
  void origin_badUrl_isNamedAndNotQuoted(String url) {
    assertRefused(() -> new Settings(Map.of("LIGHTSTEP_URL", url)).origin("LIGHTSTEP_URL"))
        .startsWith("LIGHTSTEP_URL: expected ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANARY", "4.3", "PT0S", "-PT1S", "P99999999999999999999D"})
  void duration_bad_isNamedAndNotQuoted(String value) {
    assertRefused(
            () -> new Settings(Map.of("ANSWER_BUDGET", value)).duration("ANSWER_BUDGET", "PT4.3S"))
        .startsWith("ANSWER_BUDGET: expected ")
        .endsWith("PT4.3S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANARY", "0", "10", "1.5", "99999999999"})
  void number_bad_isNamedAndNotQuoted(String value) {
    assertRefused(() -> new Settings(Map.of("PORT", value)).number("PORT", 5, 1, 9))
        .isEqualTo("PORT: expected a whole number from 1 to 9");
  }

  @Test
  void choice_bad_isNamedAndNotQuoted() {
    assertRefused(() -> new Settings(Map.of("LOG_LEVEL", "CANARY")).choice("LOG_LEVEL", Level.INFO))
        .isEqualTo("LOG_LEVEL: expected debug or info or warn or error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANARY", "/a b", "/CANARY?x", "/\n"})
  void path_bad_isNamedAndNotQuoted(String value) {
    assertRefused(() -> new Settings(Map.of("P", value)).path("P", "/v1/logs"))
        .isEqualTo("P: expected a path such as /v1/logs");
  }

  @ParameterizedTest
  @CsvSource({
    "http://collector:4318, http://collector:4318",
    "https://otlp.example/a/b/, https://otlp.example/a/b",
    "http://[::1]:4318/, http://[::1]:4318"
  })
  void endpoint_good_isTakenWithoutItsLastSlash(String value, String expected) {
    assertThat(new Settings(Map.of("E", value)).endpoint("E")).contains(URI.create(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANARY",
        "ftp://a",
        "http://",
        "http://u:CANARY@a",
        "http://a/?CANARY",
        "http://a b"
      })
  void endpoint_bad_isNamedAndNotQuoted(String value) {
    assertRefused(() -> new Settings(Map.of("E", value)).endpoint("E"))
        .isEqualTo("E: expected a URL such as http://collector:4318");
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(Runnable start) {
    try {
      start.run();
    } catch (SettingsException e) {
      return assertThat(String.valueOf(e.getMessage())).doesNotContain("CANARY");
    }
    throw new AssertionError("the setting was taken");
  }
}
