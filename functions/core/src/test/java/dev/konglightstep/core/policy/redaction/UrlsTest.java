package dev.konglightstep.core.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konglightstep.core.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://h/a?apikey=S&cart=1 | http://h/a | http://h/a?apikey=&cart=",
        "http://h/a?S | http://h/a | http://h/a",
        "http://h/a?x=1&S&y=2#S | http://h/a | http://h/a?x=&y=",
        "http://h/a#S=1 | http://h/a | http://h/a",
        "/a?=S&b=S=S | /a | /a?b=",
        "http://h | http://h | http://h",
        "'' | '' | ''",
        "?a=S | '' | ?a="
      })
  void query_table(String url, String removed, String names) {
    assertThat(Urls.withoutQuery(Bytes.utf8(url)).text()).isEqualTo(removed);
    assertThat(Urls.withNames(Bytes.utf8(url)).text()).isEqualTo(names);
    assertThat(Urls.withNames(Bytes.utf8(names)).text()).isEqualTo(names);
  }
}
