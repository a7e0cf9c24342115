package dev.konglightstep.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://proxy.example, https://proxy.example:443",
    "HTTPS://Proxy.Example:443/v1/traces?x=1, https://proxy.example:443",
    "https://proxy.example:8443, https://proxy.example:8443",
    "http://127.0.0.1:4318/v1/traces, http://127.0.0.1:4318",
    "http://proxy.example, http://proxy.example:80",
    "http://[::1]:1/, http://[::1]:1"
  })
  void of_url_givesSchemeHostAndPort(String url, String origin) {
    assertThat(Origin.of(url)).hasToString("Optional[" + origin + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy.example",
        "//proxy.example",
        "ftp://proxy.example",
        "https:proxy.example",
        "https://",
        "https://a@proxy.example",
        "https://proxy.example\\@other.example",
        "https://proxy.example\t.other.example",
        "{vault://env/endpoint}",
        "https://{vault://env/host}/"
      })
  void of_anythingElse_isNone(String url) {
    assertThat(Origin.of(url)).isEmpty();
  }
}
